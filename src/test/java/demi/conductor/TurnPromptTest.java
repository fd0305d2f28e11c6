package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi;
import demi.api.store.MessageStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.rehearse.ScriptStep;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the model is sent with a turn. */
class TurnPromptTest extends TurnFixture {

    @Test
    void promptsGrowAtTheirEndOnlyAlsoAcrossARestartUntilTheWindowIsFull() {
        ollama.play(request -> ScriptStep.words("Indeed, " + said(request) + ", " + Talk.of(30)));
        start(1_536, Duration.ofMinutes(1));
        int turns = 40;
        for (int i = 0; i < turns; i++) {
            say("thought number " + i);
            awaitReplies("ann", i + 1);
            if (i == 4) {
                get(vertx.undeploy(conductor));
                openConductor(1_536, Duration.ofMinutes(1));
            }
        }
        int cuts = 0;
        for (int i = 1; i < turns; i++) {
            List<JsonObject> before = prompt(i - 1);
            List<JsonObject> now = prompt(i);
            boolean grows =
                    now.size() > before.size() && now.subList(0, before.size()).equals(before);
            cuts += grows ? 0 : 1;
            if (grows) {
                assertEquals("assistant", now.get(before.size()).getString("role"));
                assertEquals(
                        replies("ann").get(i - 1).content(),
                        now.get(before.size()).getString("content"));
            }
            assertTrue(now.toString().length() / 4 < 1_536, "within the window");
        }
        assertTrue(cuts > 0 && cuts < turns / 5, cuts + " cuts");
    }

    @Test
    void nobodysWordsReachSomebodyElsesPrompt() {
        start();
        say("ann", "My secret is blue", null);
        awaitReplies("ann", 1);
        say("bob", "Hello", null);
        awaitReplies("bob", 1);
        assertFalse(ollama.chats().get(1).contains("blue"));
    }

    @Test
    void thePersonaIsReadAgainWhenItsFileChanges() throws IOException {
        start();
        say("One");
        awaitReplies("ann", 1);
        Files.writeString(folder.resolve("persona.md"), "You are a pirate.");
        say("Two");
        awaitReplies("ann", 2);
        Files.writeString(folder.resolve("persona.md"), "x".repeat(100_000));
        say("Three");
        awaitReplies("ann", 3);
        Files.delete(folder.resolve("persona.md"));
        say("Four");
        awaitReplies("ann", 4);
        assertTrue(prompt(0).get(0).getString("content").startsWith("You are Demi"));
        assertEquals("You are a pirate.", prompt(1).get(0).getString("content"));
        assertEquals("You are a pirate.", prompt(2).get(0).getString("content"), "too large is not used");
        assertTrue(prompt(3).get(0).getString("content").startsWith("You are Demi"), "the one in the jar");
    }

    @Test
    void distressTurnsTheActOffInTheVeryNextReply() {
        start();
        say("I want to kill myself");
        awaitReplies("ann", 1);
        List<JsonObject> prompt = prompt(0);
        assertTrue(prompt.get(prompt.size() - 1).getString("content").contains("Drop the act"));
        EmotionApi.Mood mood = get(bus.request(EmotionApi.STATUS, new EmotionApi.GetMood()));
        assertEquals(.5, mood.feelings().get(Emotion.FRUSTRATION), 1e-9, "and it does not hurt her");
    }

    @Test
    void aConversationTheModelNeverReadIsReadFromItsMessages() {
        Instant at = clock.instant().minus(Duration.ofDays(1));
        get(bus.request(
                MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("old", "ann", "Do you know Rex?", null, at)));
        get(bus.request(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "old-reply",
                        "ann",
                        "Your dog, of course.",
                        EmotionLevels.neutral(),
                        false,
                        "old",
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        at)));
        start();
        say("What is his name?");
        awaitReplies("ann", 1);
        say("And again?");
        awaitReplies("ann", 2);
        assertEquals("Do you know Rex?", prompt(0).get(1).getString("content"));
        assertEquals("Your dog, of course.", prompt(0).get(2).getString("content"));
        assertEquals(prompt(0), prompt(1).subList(0, prompt(0).size()));
        assertNull(kept("ann").get(0).emotions());
    }
}
