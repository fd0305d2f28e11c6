package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi.Typing;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A model that takes its time. */
class PatienceTest extends TurnFixture {

    @Test
    void whoWaitsBehindAHangingReplyIsToldToo() {
        ollama.play(Script.of(ScriptStep.gate(Promise.promise().future())));
        start(2_048, Duration.ofMillis(300));
        say("Hello");
        say("bob", "Hello", null);
        awaitReplies("ann", 1);
        awaitReplies("bob", 1);
        assertTrue(replies("bob").get(0).holding());
    }

    @Test
    void aModelThatTakesItsTimeIsExcusedOnceAndAnswersInTheEnd() {
        Promise<Void> loaded = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(loaded.future()), ScriptStep.say("Good morning.")));
        start(2_048, Duration.ofMillis(60));
        say("Wake up");
        awaitReplies("ann", 1);
        assertTrue(replies("ann").get(0).holding());
        await().until(() -> told("ann", Typing.class).size() == 3);
        loaded.complete();
        awaitReplies("ann", 2);
        assertEquals("Good morning.", replies("ann").get(1).content());
        assertEquals(1, ollama.chats().size());
    }
}
