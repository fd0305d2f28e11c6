package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.State;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Installed;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found out of a server and its model before and while she talks with it, and what is sent because of it. */
class ModelInspectionTest {

    private static final List<PromptMessage> TALK = List.of(
            new PromptMessage(Role.SYSTEM, "You are Demi."),
            new PromptMessage(Role.USER, "Hello"),
            new PromptMessage(Role.ASSISTANT, "Hi."),
            new PromptMessage(Role.USER, "How are you?"));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Context asking = vertx.getOrCreateContext();
    private final ScriptedOllama ollama = new ScriptedOllama(vertx);

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private void deploy() {
        deploy(Duration.ofMinutes(1), ollama.address());
    }

    private void deploy(Duration firstToken, String address) {
        ModelSettings usual = TestSettings.of(2_048, address);
        get(vertx.deployVerticle(new ModelVerticle(
                bus,
                new ModelSettings(
                        usual.servers(),
                        usual.model(),
                        List.of("llama3.2:3b"),
                        usual.numCtx(),
                        usual.numPredict(),
                        usual.temperature(),
                        usual.keepAlive(),
                        false,
                        usual.connectTimeout(),
                        firstToken,
                        usual.gapTimeout(),
                        usual.totalTimeout(),
                        1,
                        usual.queueLimit(),
                        usual.probeEvery(),
                        usual.probeEveryWhenDown(),
                        usual.breakerFailures(),
                        usual.breakerReset(),
                        false))));
        state();
    }

    private State state() {
        return get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()));
    }

    private String reply(Generate question) {
        return get(begin(question));
    }

    private Future<String> begin(Generate question) {
        Promise<String> whole = Promise.promise();
        StringBuilder text = new StringBuilder();
        asking.runOnContext(run -> bus.open(InferenceApi.GENERATE, question)
                .onItem(step -> text.append(step.text()))
                .end()
                .map(ended -> text.toString())
                .onComplete(whole));
        return whole.future();
    }

    private String reply() {
        return reply(Generate.reply("ann", TALK, 20));
    }

    private Failure failure() {
        return assertThrows(Failure.class, this::reply);
    }

    private List<String> sent(int chat) {
        return ollama.chats().get(chat).getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .map(message -> message.getString("role") + ": " + message.getString("content"))
                .toList();
    }

    private String about(String model) {
        return get(bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels())).models().stream()
                .filter(installed -> ModelCatalogApi.same(installed.name(), model))
                .map(Installed::about)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTemplateThatKeepsTheOrderGetsThePromptAsItIsAndIsAskedOnce() {
        deploy();
        assertEquals("Hello.", reply());
        assertEquals("Hello.", reply());
        assertEquals(List.of("system: You are Demi.", "user: Hello", "assistant: Hi.", "user: How are you?"), sent(0));
        assertEquals(1, ollama.renderings().size());
        JsonObject asked = ollama.renderings().get(0);
        assertEquals(
                ollama.chats().get(0).getJsonObject("options").getInteger("num_ctx"),
                asked.getJsonObject("options").getInteger("num_ctx"),
                "another window would load the model again");
        assertEquals(1, asked.getJsonObject("options").getInteger("num_predict"), "for a server that answers it");
        assertTrue(about("llama3.2:1b").contains("persona read first"), about("llama3.2:1b"));
    }

    @Test
    void aTemplateThatMovesTheSystemsMessageGetsItInsideTheFirst() {
        ollama.renders(ScriptedOllama::systemLast);
        deploy();
        reply();
        assertEquals(List.of("user: You are Demi.\n\nHello", "assistant: Hi.", "user: How are you?"), sent(0));
        assertTrue(about("llama3.2:1b").contains("inside the first message"), about("llama3.2:1b"));
    }

    @Test
    void aServerThatDoesNotTellOfItsTemplateGetsThePromptAsItIs() {
        ollama.renders(null);
        deploy();
        reply();
        reply();
        assertEquals(4, sent(0).size());
        assertEquals(1, ollama.renderings().size());
    }

    @Test
    void aTemplateThatCouldNotBeAskedForIsAskedForAgain() {
        AtomicInteger asked = new AtomicInteger();
        ollama.renders(messages -> {
            boolean silent = asked.incrementAndGet() == 1;
            return silent ? "" : ScriptedOllama.systemLast(messages);
        });
        deploy(Duration.ofSeconds(1), ollama.address());
        reply();
        assertEquals(4, sent(0).size(), "nobody waits for it for ever");
        await().until(() -> {
            reply();
            return sent(ollama.chats().size() - 1).size() == 3;
        });
    }

    @Test
    void aPromptThatIsTooLongIsNoFailureOfTheServer() {
        ollama.chats((body, response) ->
                ScriptedOllama.refuses(response, 400, "the input length exceeds the context length"));
        deploy();
        for (int i = 0; i < 5; i++) {
            assertEquals(Code.TOO_LONG, failure().code());
        }
        assertTrue(state().ready());
        assertFalse(ollama.chats().get(0).getBoolean("truncate"), "or its beginning would be dropped in silence");
        ollama.chats((body, response) -> ScriptedOllama.says(response, "Fine."));
        assertEquals("Fine.", reply());
    }

    @Test
    void aLongPromptThatIsNotReadInTimeTakesNobodysVoiceAwayAndHasTwiceTheTimeNext() {
        AtomicInteger tries = new AtomicInteger();
        ollama.chats((body, response) -> {
            boolean isLong = body.encode().length() > 10_000;
            if (!isLong) {
                ScriptedOllama.says(response, "Hello.");
            } else if (tries.incrementAndGet() > 4) {
                // Later than a first try waits.
                vertx.setTimer(600, late -> ScriptedOllama.says(response, "At last."));
            }
        });
        deploy(Duration.ofMillis(400), ollama.address());
        Generate asked = Generate.reply("ann", List.of(new PromptMessage(Role.USER, "long ".repeat(4_000))), 20);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    Code.TIMEOUT,
                    assertThrows(Failure.class, () -> reply(asked)).code());
            assertTrue(state().ready(), () -> state().detail());
        }
        assertEquals("Hello.", reply());
        assertEquals("At last.", reply(asked.again(3, false)));
    }

    @Test
    void whatIsSaidOfThinkingIsWhatTheModelTakes() {
        ollama.models("llama3.2:1b");
        deploy();
        reply();
        assertFalse(ollama.chats().get(0).containsKey("think"), "it is not known whether it can");
        ollama.shows("llama3.2:3b", List.of("completion", "thinking"), new JsonObject());
        ollama.models("llama3.2:3b");
        await().until(() -> "llama3.2:3b".equals(state().model()) && state().ready());
        // What it can is asked beside the replies, which do not wait for that.
        await().untilAsserted(() -> {
            reply();
            List<JsonObject> chats = ollama.chats();
            assertEquals(false, chats.get(chats.size() - 1).getValue("think"));
        });
    }

    @Test
    void gptOssIsAskedToThinkLittle() {
        ollama.shows(
                "llama3.2:1b",
                List.of("completion", "thinking"),
                new JsonObject().put("general.architecture", "gptoss"));
        deploy();
        reply();
        assertEquals("low", ollama.chats().get(0).getValue("think"));
        assertEquals("low", ollama.renderings().get(0).getValue("think"));
    }

    @Test
    void aModelThatTakesNoWordAboutThinkingIsAskedWithoutOne() {
        ollama.shows("llama3.2:1b", List.of("completion", "thinking"), new JsonObject());
        ollama.chats((body, response) -> {
            if (body.containsKey("think")) {
                ScriptedOllama.refuses(response, 400, "think value \"low\" is not supported for this model");
            } else {
                ScriptedOllama.says(response, "Hello.");
            }
        });
        deploy();
        assertEquals("Hello.", reply());
        assertEquals("Hello.", reply());
        assertEquals(3, ollama.chats().size());
    }

    @Test
    void whatAModelCanDoIsTold() {
        ollama.shows(
                "llama3.2:1b",
                List.of("completion", "vision"),
                new JsonObject().put("gemma3.attention.sliding_window", 512));
        deploy();
        assertEquals(new InferenceApi.Abilities(true, false, false), state().abilities());
    }

    @Test
    void aModelThatCannotTalkIsLeftOutAndSaidSo() {
        ollama.shows("llama3.2:1b", List.of("embedding"), new JsonObject());
        deploy();
        assertNull(state().model());
        assertTrue(state().detail().contains("llama3.2:1b cannot talk"), state().detail());
        ollama.models("llama3.2:1b", "llama3.2:3b");
        await().until(() -> "llama3.2:3b".equals(state().model()));
        reply();
        assertEquals("llama3.2:3b", ollama.chats().get(0).getString("model"));
    }

    @Test
    void slowReadingIsMeasuredByWhatWasNewAndTold() {
        AtomicInteger chats = new AtomicInteger();
        ollama.chats((body, response) -> {
            // The server counts all tokens, and took its time only for those that it had not read before.
            int tokens = body.encode().length() / 4;
            long nanos = chats.incrementAndGet() == 1 ? 1 : 20_000_000_000L;
            ScriptedOllama.says(
                    response,
                    "Hello.",
                    new JsonObject().put("prompt_eval_count", tokens).put("prompt_eval_duration", nanos));
        });
        deploy();
        PromptMessage persona = new PromptMessage(Role.SYSTEM, "persona ".repeat(500));
        reply(Generate.reply("ann", List.of(persona, new PromptMessage(Role.USER, "Hello")), 20));
        assertFalse(state().abilities().readsSlowly());
        reply(Generate.reply("bob", List.of(persona, new PromptMessage(Role.USER, "word ".repeat(400))), 20));
        await().until(() -> state().abilities().readsSlowly());
    }

    @Test
    void aServerThatLoadsForManyIsAskedAgainSoon() {
        AtomicInteger tries = new AtomicInteger();
        ollama.chats((body, response) -> {
            if (tries.incrementAndGet() < 3) {
                ScriptedOllama.refuses(response, 503, "server busy, please try again.");
            } else {
                ScriptedOllama.says(response, "Hello.");
            }
        });
        deploy();
        assertEquals("Hello.", reply());
        assertTrue(state().ready());
    }

    @Test
    void blankLinesAreNoneAndALoadIsNoReply() {
        ollama.chats((body, response) -> {
            HttpServerResponse chunked = response.setChunked(true);
            chunked.write("\r\n \n{\"message\":{\"content\":\"Hi.\"},\"done\":false}\r\n\r\n");
            chunked.end("{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\r\n");
        });
        deploy();
        assertEquals("Hi.", reply());
        ollama.chats(
                (body, response) -> ScriptedOllama.says(response, "", new JsonObject().put("done_reason", "load")));
        assertEquals(Code.UNAVAILABLE, failure().code());
    }

    @Test
    void userAndPasswordOfTheAddressGoWithEveryRequest() {
        deploy(Duration.ofMinutes(1), "http://ann:s%C3%BC%3A%40@127.0.0.1:" + ollama.port());
        reply();
        assertTrue(ollama.logins().size() >= 4, "list, nature, template, chat");
        for (String login : ollama.logins()) {
            assertEquals("Basic YW5uOnPDvDpA", login, "of ann:sü:@");
        }
    }

    @Test
    void whatStandsBeforeOllamaAndWantsALoginIsSaidToWantOne() {
        ollama.wantsLogin();
        deploy();
        assertTrue(state().detail().contains("wants a user and a password"), state().detail());
    }

    @Test
    void whoseConversationIsInMemoryComesFirstButNotForEver() {
        Promise<Void> gate = Promise.promise();
        ollama.chats((body, response) -> gate.future().onComplete(open -> ScriptedOllama.says(response, "Hi.")));
        deploy();
        List<PromptMessage> warm = List.of(new PromptMessage(Role.USER, "of bob ".repeat(50)));
        Future<String> running = begin(Generate.reply("bob", warm, 20));
        await().until(() -> ollama.chats().size() == 1);
        List<PromptMessage> cold = List.of(new PromptMessage(Role.USER, "of eve ".repeat(50)));
        Future<String> eve = begin(Generate.reply("eve", cold, 20));
        List<Future<String>> all = new ArrayList<>(List.of(running, eve));
        List<PromptMessage> more =
                List.of(warm.get(0), new PromptMessage(Role.ASSISTANT, "Hi."), new PromptMessage(Role.USER, "And"));
        for (int i = 0; i < 4; i++) {
            all.add(begin(Generate.reply("bob", more, 20)));
        }
        gate.complete();
        all.forEach(ModelInspectionTest::get);
        List<Boolean> order = ollama.chats().stream()
                .map(body -> body.encode().contains("of eve"))
                .toList();
        assertEquals(List.of(false, false, false, true, false, false), order, "twice is as often as one is overtaken");
    }
}
