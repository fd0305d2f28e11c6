package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi.Priority;
import demi.bus.Failure.Code;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that fails is left alone for a while. */
class CircuitBreakerTest extends ModelRoomFixture {

    private static final ScriptStep OUT_OF_MEMORY = ScriptStep.status(500, "{\"error\":\"out of memory\"}");

    @Test
    void whoLeavesWhileOneTriesForAllHasNotShownThatOllamaAnswers() {
        deploy();
        ollama.play(Script.of(OUT_OF_MEMORY));
        for (int i = 0; i < 3; i++) {
            ask().failure();
        }
        ollama.play(Script.of(ScriptStep.gate(Promise.promise().future())));
        await().until(() -> states.get(states.size() - 1).ready());
        Asked tries = ask();
        get(ollama.awaitOpen(1));
        tries.cancel();
        await().until(() -> !states.get(states.size() - 1).ready());
    }

    @Test
    void threeFailuresInARowOpenTheBreakerAndOneSuccessClosesIt() {
        deploy();
        ollama.play(Script.of(OUT_OF_MEMORY));
        for (int i = 0; i < 3; i++) {
            assertEquals(Code.UNAVAILABLE, ask().failure().code());
        }
        int asked = ollama.chats().size();
        assertEquals(3, asked);
        assertEquals(Code.UNAVAILABLE, ask().failure().code());
        assertEquals(asked, ollama.chats().size(), "it is left alone");
        assertTrue(states.stream().anyMatch(state -> state.detail().contains("left alone")), states.toString());
        ollama.play(Script.saying("Back."));
        await().until(() -> states.get(states.size() - 1).ready());
        assertEquals("Back.", reply());
        assertEquals("Back.", reply());
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnewAndACancelIsNoFailure() {
        deploy();
        Promise<Void> never = Promise.promise();
        for (int i = 0; i < 4; i++) {
            ollama.play(Script.of(OUT_OF_MEMORY));
            assertEquals(Code.UNAVAILABLE, ask().failure().code());
            assertEquals(Code.UNAVAILABLE, ask().failure().code());
            ollama.play(Script.saying("Fine."));
            assertEquals("Fine.", reply());
        }
        int cancelled = ollama.cancelled();
        ollama.play(Script.of(ScriptStep.say("Hm"), ScriptStep.gate(never.future())));
        for (int i = 1; i <= 4; i++) {
            Asked asked = ask();
            get(asked.begun.future());
            asked.cancel();
            get(ollama.awaitCancelled(cancelled + i));
        }
        ollama.play(Script.saying("Still fine."));
        assertEquals("Still fine.", reply());
    }

    @Test
    void whenItIsTriedAgainOneReplyTriesForAll() {
        deploy(4, Duration.ofMinutes(1));
        ollama.play(Script.of(OUT_OF_MEMORY));
        for (int i = 0; i < 3; i++) {
            ask().failure();
        }
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Back.")));
        await().until(() -> states.get(states.size() - 1).ready());
        List<Asked> all = List.of(ask("a", Priority.PERSON), ask("b", Priority.PERSON), ask("c", Priority.PERSON));
        get(ollama.awaitOpen(1));
        await().until(() ->
                all.stream().filter(asked -> asked.places.contains(1)).count() >= 1);
        assertEquals(1, ollama.open());
        gate.complete();
        all.forEach(asked -> get(asked.end.future()));
    }
}
