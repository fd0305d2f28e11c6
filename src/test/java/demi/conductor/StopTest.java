package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.Failed;
import demi.api.ChatApi.Typing;
import demi.conductor.turn.Turn;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns that a person stops. */
class StopTest extends TurnFixture {

    @Test
    void stopKeepsWhatWasSaidSoFarAndTheModelKnowsIt() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("I could go on about that until the "),
                ScriptStep.say("cows come home"),
                ScriptStep.gate(never.future())));
        start();
        say("Talk");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        get(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        get(ollama.awaitCancelled(1));
        awaitReplies("ann", 1);
        assertEquals(
                "I could go on about that until the cows come home",
                kept("ann").get(1).content());
        assertTrue(kept("ann").get(1).marks().stopped());
        assertTrue(replies("ann").get(0).marks().stopped(), "the devices are told, too");
        ollama.play(Script.saying("Sure."));
        say("Next");
        awaitReplies("ann", 2);
        assertFalse(kept("ann").get(3).marks().stopped());
        List<JsonObject> next = prompt(1);
        assertEquals(
                "I could go on about that until the cows come home",
                next.get(next.size() - 2).getString("content"));
    }

    @Test
    void stopBeforeTheFirstWordEndsTheTurnWithoutAReply() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        start();
        say("Talk");
        get(ollama.awaitOpen(1));
        get(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        await().until(() -> told("ann", Typing.class).contains(new Typing("ann", false, 0)));
        ollama.play(Script.saying("Here."));
        say("Hello?");
        awaitReplies("ann", 1);
        assertEquals(1, replies("ann").size());
        assertEquals(List.of(), told("ann", Failed.class));
        assertEquals(0, openTurns());
    }

    @Test
    void stopWithNothingUnderWayDoesNothing() {
        start();
        get(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        assertEquals(List.of(), events);
    }

    @Test
    void stopGivesUpATurnThatWaitsForTheModel() {
        get(ollama.close());
        start();
        String said = say("Never mind");
        awaitReplies("ann", 1);
        await().until(() -> {
            get(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
            return openTurns() == 0;
        });
        get(ollama.restart());
        say("Hello");
        awaitReplies("ann", 2);
        assertFalse(replies("ann").stream().anyMatch(reply -> reply.messageId().equals(Turn.replyTo(said))));
        assertTrue(ollama.chats().get(0).contains("Never mind"), "she knows that it was said");
    }
}
