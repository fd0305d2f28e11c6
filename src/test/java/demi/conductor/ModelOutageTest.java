package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Failed;
import demi.api.EmotionApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.value.Message;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While there is no model: who hears the holding line, and that the answers follow. */
class ModelOutageTest extends TurnFixture {

    @Test
    void anOutageHasOneHoldingLineAPersonAndTheAnswersFollowByThemselves() {
        get(ollama.close());
        start();
        say("One");
        awaitReplies("ann", 1);
        assertTrue(replies("ann").get(0).holding());
        say("Two");
        await().until(() -> told("ann", Failed.class).size() >= 1);
        say("bob", "Three", null);
        awaitReplies("bob", 1);
        ollama.play(request -> List.of(ScriptStep.say("To " + said(request))));
        get(ollama.restart());
        awaitReplies("ann", 3);
        awaitReplies("bob", 2);
        assertEquals(
                List.of("To One", "To Two"),
                replies("ann").stream().skip(1).map(Message::content).toList());
        assertFalse(
                String.join("", ollama.chats()).contains(replies("ann").get(0).content()));
        get(ollama.close());
        say("Four");
        awaitReplies("ann", 4);
        assertTrue(replies("ann").get(3).holding(), "another outage, another line");
    }

    @Test
    void aTurnThatAnotherProcessLeftOpenIsAnsweredWithoutASecondHoldingLine() {
        get(ollama.close());
        start();
        say("Are you there?");
        awaitReplies("ann", 1);
        get(vertx.undeploy(conductor));
        openConductor(2_048, Duration.ofMinutes(1));
        await().until(() -> !told("ann", Failed.class).isEmpty());
        get(ollama.restart());
        awaitReplies("ann", 2);
        assertEquals(3, kept("ann").size());
        assertEquals(0, openTurns());
    }

    @Test
    void whoStillWaitsHearsNoSecondLineBecauseSomebodyElseWasAnswered() {
        get(ollama.close());
        start();
        say("bob", "From bob", null);
        say("ann", "From ann", null);
        awaitReplies("ann", 1);
        awaitReplies("bob", 1);
        get(vertx.undeploy(conductor));
        ollama.play(request -> said(request).equals("From bob")
                ? ScriptStep.words("Hello, bob.")
                : List.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        get(ollama.restart());
        openConductor(2_048, Duration.ofMinutes(1));
        awaitReplies("bob", 2);
        await().until(() -> !told("ann", Failed.class).isEmpty());
        ollama.play(Script.saying("Hello, ann."));
        awaitReplies("ann", 2);
        assertEquals(1, kept("ann").stream().filter(Message::holding).count(), "one line for one outage");
    }

    @Test
    void whoHeardTheHoldingLineDoesNotHearItAgainInTheSameOutage() {
        get(ollama.close());
        start();
        say("One");
        awaitReplies("ann", 1);
        await().until(() -> {
            get(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
            return openTurns() == 0;
        });
        say("Two");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        assertEquals(1, replies("ann").size());
    }

    @Test
    void whatWaitedOfARemovedAccountNeverReachesTheModel() {
        get(ollama.close());
        start();
        say("bob", "One", null);
        say("bob", "My secret", null);
        awaitReplies("bob", 1);
        get(bus.request(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("bob@example.org")));
        bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
        say("Hello");
        awaitReplies("ann", 1);
        get(ollama.restart());
        awaitReplies("ann", 2);
        assertFalse(String.join("", ollama.chats()).contains("secret"));
    }

    @Test
    void whatIsSaidInAnOutageMovesHerAtOnce() {
        get(ollama.close());
        start();
        say("Hello");
        awaitReplies("ann", 1);
        say("You are wonderful!");
        await().until(() -> get(bus.request(EmotionApi.STATUS, new EmotionApi.GetMood()))
                        .feelings()
                        .affection()
                > .6);
    }
}
