package demi.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.request.TokenEstimate;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server has of a prompt, reads of it, and who waits meanwhile; as it was seen with Ollama v0.17.4. */
class OllamaCacheTest extends OllamaFixture {

    private static final String LONG = "so what about the garden ".repeat(200);

    private int read(String model, String... contents) throws Exception {
        assertEquals(200, post("/api/chat", talk(model, contents)).status());
        return newest().newPromptTokens();
    }

    @Test
    void countsAllTokensAndTellsTheTimeOfTheNewOnes() throws Exception {
        JsonObject first = chat("{}", LONG).json();
        JsonObject again = chat("{}", LONG).json();
        assertEquals(first.getInteger("prompt_eval_count"), again.getInteger("prompt_eval_count"));
        assertEquals(1, newest().newPromptTokens(), "one token is always read, or nothing could be generated");
        assertTrue(again.getLong("prompt_eval_duration") * 100 < first.getLong("prompt_eval_duration"));
    }

    @Test
    void aChangeAboveTheTalkHasAllOfItReadAgain() throws Exception {
        JsonObject body = talk(LLAMA, LONG);
        body.getJsonArray("messages").add(message("system", "in a good mood"));
        post("/api/chat", body);
        body.getJsonArray("messages").add(message("system", "in a bad mood")).add(message("user", "hi"));
        post("/api/chat", body);
        assertTrue(newest().newPromptTokens() > LONG.length() / 4, "as the system text is on top");
    }

    @Test
    void twoPeopleInTurnEvictEachOther() throws Exception {
        read(LLAMA, LONG);
        read(LLAMA, "I " + LONG);
        assertTrue(read(LLAMA, LONG) > LONG.length() / 4);
    }

    @Test
    void unlessThereAreTwoPlaces() throws Exception {
        ollama.parallel(2);
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("well")));
        Call one = send("/api/chat", talk(LLAMA, LONG));
        get(ollama.awaitOpen(1));
        Call other = send("/api/chat", talk(LLAMA, "I " + LONG));
        get(ollama.awaitOpen(2));
        gate.complete();
        one.get();
        other.get();
        assertEquals(1, read(LLAMA, LONG));
        assertEquals(1, read(LLAMA, "I " + LONG));
    }

    @Test
    void aSlidingWindowCannotGoBack() throws Exception {
        read(GEMMA, LONG);
        assertTrue(read(GEMMA, LONG, "well then", "and?") < 30, "straight on it goes");
        assertTrue(read(GEMMA, LONG, "well then", "something else?") > LONG.length() / 4, "but not back");
        assertTrue(read(QWEN, LONG) > LONG.length() / 4);
        assertTrue(read(QWEN, LONG, "well then", "and?") < 30);
        assertTrue(read(QWEN, LONG, "well then", "something else?") < 30, "where nothing slides it does");
    }

    @Test
    void whatTheModelIsLoadedWithLoadsItAnew() throws Exception {
        for (String option : List.of("num_ctx\":8192", "num_batch\":256", "num_thread\":2")) {
            read(LLAMA, LONG);
            chat("{\"options\":{\"" + option + "}}", LONG);
            assertTrue(newest().newPromptTokens() > LONG.length() / 4, option);
        }
        read(LLAMA, LONG);
        chat("{\"options\":{\"temperature\":1.5,\"num_predict\":9}}", LONG);
        assertEquals(1, newest().newPromptTokens());
    }

    @Test
    void theHeadersComeAfterReading() throws Exception {
        ollama.readingSpeed(1);
        Call asked = send("/api/chat", talk(LLAMA, "hi").put("stream", true));
        get(ollama.awaitOpen(1));
        assertFalse(asked.headers().isDone());
    }

    @Test
    void whatWasReadForAClientThatLeftStaysRead() throws Exception {
        ollama.parallel(1);
        ollama.readingSpeed(512);
        Call left = send("/api/chat", talk(LLAMA, LONG + LONG));
        get(ollama.awaitOpen(1));
        left.leave();
        get(ollama.awaitCancelled(1));
        ollama.readingSpeed(0);
        read(LLAMA, LONG + LONG);
        int known = newest().promptTokens() - newest().newPromptTokens();
        assertTrue(known >= 512 && known % 512 == 0, "whole batches: " + known);
    }

    @Test
    void whoLeavesTheQueueIsNeverServed() throws Exception {
        ollama.parallel(1);
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("well")));
        Call served = send("/api/chat", talk(LLAMA, "one"));
        get(ollama.awaitOpen(1));
        Call waiting = send("/api/chat", talk(LLAMA, "two"));
        get(ollama.awaitTotal(2));
        waiting.leave();
        get(ollama.awaitCancelled(1));
        Call last = send("/api/chat", talk(LLAMA, "three"));
        get(ollama.awaitTotal(3));
        gate.complete();
        assertEquals(200, served.get().status());
        assertEquals(200, last.get().status());
        get(ollama.awaitOpen(0));
        assertEquals("", ollama.received().get(1).rendered(), "it was never read");
        assertEquals(1, ollama.mostOpen());
    }

    @Test
    void onlyWhileAModelIsLoadedItIsTooBusy() throws Exception {
        Promise<Void> ready = Promise.promise();
        ollama.loading(ready.future(), 0);
        Call first = send("/api/chat", talk(LLAMA, "hi"));
        get(ollama.awaitTotal(1));
        Answer refused = post("/api/chat", talk(QWEN, "hi"));
        assertEquals(503, refused.status());
        assertEquals("server busy, please try again.  maximum pending requests exceeded", refused.error());
        ready.complete();
        assertEquals(200, first.get().status());
        assertEquals(200, chat("{}", "hi").status());
    }

    @Test
    void theBenchsCacheIsTheServers() throws Exception {
        PromptCache cache = new PromptCache();
        List<Script.Message> first = List.of(new Script.Message("user", LONG));
        List<Script.Message> next = List.of(
                new Script.Message("user", LONG),
                new Script.Message("assistant", "well then"),
                new Script.Message("user", "and?"));
        for (ChatTemplate template : ChatTemplate.values()) {
            assertEquals(cache.read(template, first, "well then").tokens(), tokens(template, first));
            assertEquals(
                    read(model(template), LONG) + read(model(template), LONG, "well then", "and?"),
                    tokens(template, first) + cache.read(template, next, "so").newTokens());
        }
    }

    private static int tokens(ChatTemplate template, List<Script.Message> messages) {
        return TokenEstimate.of(template.render(messages)).size();
    }

    private static String model(ChatTemplate template) {
        return template == ChatTemplate.LLAMA ? LLAMA : template == ChatTemplate.QWEN ? QWEN : GEMMA;
    }
}
