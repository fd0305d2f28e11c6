package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which model answers, whether one is there, and that it is loaded. */
class ModelAvailabilityTest extends ModelRoomFixture {

    private long loads() {
        return ollama.received().stream()
                .filter(request -> request.path().equals("/api/generate"))
                .count();
    }

    @Test
    void theModelIsLoadedBeforeAnybodyAsksAndAgainWhenOllamaComesBack() {
        warmUp = true;
        deploy();
        await().until(() -> loads() == 1);
        String load = ollama.received().stream()
                .filter(request -> request.path().equals("/api/generate"))
                .findFirst()
                .orElseThrow()
                .body();
        assertEquals(2_048, new JsonObject(load).getJsonObject("options").getInteger("num_ctx"), "as replies have it");
        get(ollama.close());
        await().until(() -> !states.get(states.size() - 1).reachable());
        get(ollama.restart());
        await().until(() -> loads() == 2);
    }

    @Test
    void theContextWindowIsNoLargerThanTheModels() {
        ollama.contextLength(1_024);
        deploy();
        reply();
        assertTrue(
                ollama.chats().get(0).contains("\"num_ctx\":1024"),
                ollama.chats().get(0));
        assertEquals(1_024, states.get(states.size() - 1).contextWindow());
    }

    @Test
    void aMissingModelIsReplacedByTheFirstFallbackThatIsThere() {
        ollama.models().remove("llama3.2:1b");
        deploy();
        Asked asked = ask();
        get(asked.end.future());
        assertEquals("llama3.2:3b", asked.finish().model());
    }

    @Test
    void aModelThatWentMissingSinceTheLastLookIsReplacedToo() {
        deploy();
        ollama.models().remove("llama3.2:1b");
        Asked asked = ask();
        get(asked.end.future());
        assertEquals("llama3.2:3b", asked.finish().model());
    }

    @Test
    void withoutAnyModelItIsUnavailableWithAdviceUntilOneIsThere() {
        List<String> models = List.copyOf(ollama.models());
        ollama.models().clear();
        deploy();
        Failure failure = ask().failure();
        assertEquals(Code.UNAVAILABLE, failure.code());
        assertTrue(failure.sentence().contains("ollama pull llama3.2:1b"), failure.sentence());
        ollama.models().addAll(models);
        await().until(() -> !states.isEmpty() && states.get(states.size() - 1).ready());
        assertEquals("Hello there.", reply());
    }

    @Test
    void ollamaGoingAndComingIsTold() {
        deploy();
        assertTrue(get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()))
                .ready());
        get(ollama.close());
        await().until(() -> !states.get(states.size() - 1).ready());
        assertFalse(states.get(states.size() - 1).reachable());
        assertEquals(Code.UNAVAILABLE, ask().failure().code());
        get(ollama.restart());
        await().until(() -> states.get(states.size() - 1).ready());
        assertEquals("Hello there.", reply());
    }
}
