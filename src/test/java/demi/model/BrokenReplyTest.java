package demi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.bus.Failure.Code;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies that break off, are refused, or do not come. */
class BrokenReplyTest extends ModelRoomFixture {

    static List<Script> brokenReplies() {
        return List.of(
                Script.of(ScriptStep.say("Well"), ScriptStep.error("llama runner process has terminated")),
                Script.of(ScriptStep.say("Well"), ScriptStep.drop()),
                Script.of(ScriptStep.say("Well"), ScriptStep.end()),
                Script.of(ScriptStep.line("this is not JSON")),
                Script.of(ScriptStep.line("[1, 2]")),
                Script.of(ScriptStep.bytes("x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8))),
                Script.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")),
                Script.of(ScriptStep.overloaded()));
    }

    @ParameterizedTest
    @MethodSource("brokenReplies")
    void aBrokenReplyIsUnavailableAndTheNextIsFine(Script broken) {
        deploy();
        ollama.play(broken);
        assertEquals(Code.UNAVAILABLE, ask().failure().code());
        ollama.play(Script.saying("Fine again."));
        assertEquals("Fine again.", reply());
    }

    @Test
    void aRequestThatIsRefusedIsInvalidAndNoFailureOfTheServer() {
        deploy();
        ollama.play(Script.of(ScriptStep.status(400, "{\"error\":\"bad\"}")));
        for (int i = 0; i < 5; i++) {
            assertEquals(Code.INVALID, ask().failure().code());
        }
        ollama.play(Script.saying("Fine."));
        assertEquals("Fine.", reply());
    }

    @Test
    void silenceBeforeTheFirstTokenAndBetweenTokensTimesOutAndClosesTheConnection() {
        deploy(1, Duration.ofMillis(150));
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        assertEquals(Code.TIMEOUT, ask().failure().code());
        get(ollama.awaitCancelled(1));
        ollama.play(Script.of(ScriptStep.say("So"), ScriptStep.gate(never.future())));
        assertEquals(Code.TIMEOUT, ask().failure().code());
        get(ollama.awaitCancelled(2));
    }

    @Test
    void aResponseThatDoesNotEndAfterItsLastLineIsClosed() {
        deploy();
        ollama.play(Script.of(
                ScriptStep.line("{\"message\":{\"content\":\"Hello.\"},\"done\":true}"),
                ScriptStep.gate(Promise.promise().future())));
        assertEquals("Hello.", reply());
        get(ollama.awaitCancelled(1));
    }
}
