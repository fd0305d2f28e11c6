package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageChange;
import demi.api.ChatApi.MessageEdited;
import demi.api.ChatApi.MessageRemoved;
import demi.api.ChatApi.Typing;
import demi.api.ChatApi.Unanswered;
import demi.api.store.IdentityStore;
import demi.api.store.MessageStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A reply that is made again, the last message with other words, and messages that are taken out. */
class ChangedMessagesTest extends TurnFixture {

    private MessageChange again(String messageId) {
        return get(bus.request(ChatApi.ANSWER_AGAIN, new ChatApi.AnswerAgain("ann", messageId)));
    }

    private MessageChange edit(String messageId, String content) {
        return get(bus.request(ChatApi.EDIT_MESSAGE, new ChatApi.EditMessage("ann", messageId, content)));
    }

    private MessageChange remove(String messageId) {
        return get(bus.request(ChatApi.REMOVE_MESSAGE, new ChatApi.RemoveMessage("ann", messageId)));
    }

    private void talk(String content, String reply) {
        ollama.play(Script.saying(reply));
        int before = replies("ann").size();
        say(content);
        awaitReplies("ann", before + 1);
    }

    private List<String> contents() {
        return kept("ann").stream().map(Message::content).toList();
    }

    private String id(int index) {
        return kept("ann").get(index).messageId();
    }

    private List<String> removed() {
        return told("ann", MessageRemoved.class).stream()
                .map(MessageRemoved::messageId)
                .toList();
    }

    /** The same messages up to the last, which begins with the same words. */
    private static void assertSameBeginning(List<JsonObject> one, List<JsonObject> other, int messages) {
        assertEquals(one.subList(0, messages), other.subList(0, messages));
    }

    private String lastPrompt() {
        return ollama.chats().get(ollama.chats().size() - 1);
    }

    @Test
    void aReplyThatIsMadeAgainTakesThePlaceOfTheOneBefore() {
        start();
        talk("Hello there", "Oh, it is you.");
        talk("Tell me of the sea", "It is wet, mostly.");
        String said = id(2);
        String before = id(3);
        ollama.play(Script.saying("The sea is enormous and blue."));
        assertEquals(said, Objects.requireNonNull(again(before).message()).messageId());
        awaitReplies("ann", 3);
        assertEquals(
                List.of("Hello there", "Oh, it is you.", "Tell me of the sea", "The sea is enormous and blue."),
                contents());
        assertNotEquals(before, id(3), "devices that have the one before must not get its id again");
        assertEquals(List.of(before), removed());
        assertTrue(told("ann", Delta.class).stream()
                .anyMatch(delta -> delta.messageId().equals(kept("ann").get(3).messageId())));
        List<JsonObject> first = prompt(1);
        List<JsonObject> second = prompt(2);
        assertEquals(first.size(), second.size());
        assertSameBeginning(first, second, first.size() - 1);
        talk("And then?", "Then it ends.");
        assertTrue(lastPrompt().contains("enormous and blue"));
        assertFalse(lastPrompt().contains("wet, mostly"));
        assertSameBeginning(second, prompt(3), second.size() - 1);
        assertEquals(0, openTurns());
    }

    @Test
    void aReplyIsMadeAgainAsOftenAsSomebodyLikes() {
        start();
        talk("Hello there", "One.");
        for (String next : List.of("Two is better.", "Three is a crowd.", "Four, then.")) {
            ollama.play(Script.saying(next));
            int before = replies("ann").size();
            assertNotNull(again(id(1)).message());
            awaitReplies("ann", before + 1);
            assertEquals(List.of("Hello there", next), contents());
        }
        assertEquals(
                4, replies("ann").stream().map(Message::messageId).distinct().count());
        assertEquals(
                Message.replyId(id(0)), replies("ann").get(0).messageId(), "the first has the id that it always had");
    }

    @Test
    void onlyTheNewestReplyIsMadeAgain() {
        start();
        talk("Hello there", "Oh, it is you.");
        talk("How are you?", "Fine, thanks for asking.");
        for (String other : List.of(id(0), id(1), id(2))) {
            MessageChange refused = again(other);
            assertNull(refused.message());
            assertTrue(refused.found());
            assertFalse(refused.sentence().isEmpty());
        }
        assertFalse(again("nothing").found());
        assertFalse(get(bus.request(ChatApi.ANSWER_AGAIN, new ChatApi.AnswerAgain("bob", id(3))))
                .found());
        first("unasked");
        assertNull(again(id(3)).message(), "she has written since");
        assertNull(again("unasked").message(), "nobody asked for that");
        assertEquals(5, kept("ann").size());
    }

    private void first(String id) {
        get(bus.request(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        id,
                        "ann",
                        "Are you there?",
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        clock.instant(),
                        Message.Marks.FIRST)));
    }

    @Test
    void aReplyThatIsBeingMadeBeginsAnew() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("I was about to say that "), ScriptStep.gate(never.future())));
        start();
        String said = say("Talk");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        ollama.play(Script.saying("Something else entirely."));
        String reply = told("ann", Delta.class).get(0).messageId();
        assertEquals(said, Objects.requireNonNull(again(reply).message()).messageId());
        get(ollama.awaitCancelled(1));
        awaitReplies("ann", 1);
        assertEquals(List.of("Talk", "Something else entirely."), contents());
        assertEquals(reply, id(1));
        assertEquals(prompt(0), prompt(1), "byte for byte");
        assertFalse(kept("ann").get(1).marks().stopped());
    }

    @Test
    void aProcessThatDiesBetweenAnswersAfterItsNextStart() {
        start();
        talk("Hello there", "Oh, it is you.");
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        assertNotNull(again(id(1)).message());
        get(ollama.awaitOpen(1));
        assertEquals(1, openTurns(), "it is to be answered from the moment on that its reply is gone");
        assertEquals(List.of("Hello there"), contents());
        get(vertx.undeploy(conductor));
        ollama.play(Script.saying("Back again."));
        openConductor(2_048, Duration.ofMinutes(1));
        awaitReplies("ann", 2);
        assertEquals(List.of("Hello there", "Back again."), contents());
        assertEquals(0, openTurns());
    }

    @Test
    void theLastMessageGetsOtherWordsAndIsAnsweredAnew() {
        start();
        talk("Hello there", "Oh, it is you.");
        talk("I live in Zurich", "Zurich! How very clean of you.");
        String reply = id(3);
        String said = id(2);
        ollama.play(Script.saying("Vienna suits you."));
        Message now = Objects.requireNonNull(edit(said, "I live in Vienna").message());
        assertEquals(said, now.messageId());
        assertEquals("I live in Vienna", now.content());
        assertTrue(now.marks().edited());
        awaitReplies("ann", 3);
        assertEquals(List.of("Hello there", "Oh, it is you.", "I live in Vienna", "Vienna suits you."), contents());
        assertTrue(kept("ann").get(2).marks().edited());
        assertEquals(List.of(reply), removed());
        assertEquals(
                List.of(now),
                told("ann", MessageEdited.class).stream()
                        .map(MessageEdited::message)
                        .toList());
        assertFalse(lastPrompt().contains("Zurich"));
        assertSameBeginning(prompt(1), prompt(2), prompt(1).size() - 1);
        talk("And you?", "In a box under the stairs.");
        assertFalse(lastPrompt().contains("Zurich"));
        assertTrue(lastPrompt().contains("Vienna suits you."));
    }

    @Test
    void whatSheHasWrittenSinceGoesWithTheOldWords() {
        start();
        talk("Hello there", "Oh, it is you.");
        first("unasked");
        String reply = id(1);
        ollama.play(Script.saying("Good day to you, too."));
        assertNotNull(edit(id(0), "Good day").message());
        awaitReplies("ann", 2);
        assertEquals(List.of("Good day", "Good day to you, too."), contents());
        assertEquals(List.of(reply, "unasked"), removed());
    }

    @Test
    void aMessageThatIsBeingAnsweredIsAnsweredWithItsNewWordsOnly() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Zurich is a lovely "), ScriptStep.gate(never.future())));
        start();
        String said = say("I live in Zurich");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        String begun = told("ann", Delta.class).get(0).messageId();
        ollama.play(Script.saying("Vienna suits you."));
        assertNotNull(edit(said, "I live in Vienna").message());
        awaitReplies("ann", 1);
        assertEquals(List.of("I live in Vienna", "Vienna suits you."), contents());
        assertEquals(List.of(begun), removed(), "what devices have drawn of it goes");
        assertFalse(lastPrompt().contains("Zurich"));
        assertEquals(0, openTurns());
    }

    @Test
    void aMessageThatWaitsGetsOtherWordsWhileTheOneBeforeIsAnswered() {
        Promise<Void> go = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("First "), ScriptStep.gate(go.future()), ScriptStep.say("things first.")));
        start();
        say("One");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        String second = say("Two");
        assertNull(edit(id(0), "Null").message(), "it is not the last");
        assertNotNull(edit(second, "Two and a half").message());
        ollama.play(Script.saying("Half of what?"));
        go.complete();
        awaitReplies("ann", 2);
        assertEquals(List.of("One", "Two and a half", "First things first.", "Half of what?"), contents());
        assertEquals(List.of(), removed());
        ollama.play(Script.saying("A third, perhaps."));
        assertNotNull(edit(second, "Two and a third").message());
        awaitReplies("ann", 3);
        assertEquals(
                List.of("One", "Two and a third", "First things first.", "A third, perhaps."),
                contents(),
                "what answers an earlier one stays");
    }

    @Test
    void onlyTheirOwnLastMessageIsChanged() {
        start();
        talk("Hello there", "Oh, it is you.");
        talk("How are you?", "Fine, thanks for asking.");
        assertNull(edit(id(0), "Hi").message());
        assertTrue(edit(id(0), "Hi").found());
        assertNull(edit(id(3), "Awful, thanks.").message(), "hers");
        assertFalse(edit("nothing", "Hi").found());
        assertEquals(List.of(), told("ann", MessageEdited.class));
        assertEquals(4, kept("ann").size());
    }

    @Test
    void whatIsTakenOutTheModelDoesNotReadAgain() {
        start();
        talk("My cat is called Xanthippe", "A cat with opinions, then.");
        talk("And the dog is Diogenes", "He lives in a barrel, I hope.");
        talk("Good night", "Sleep well.");
        List<JsonObject> before = prompt(2);
        assertEquals("", remove(id(2)).sentence());
        assertEquals(
                List.of(
                        "My cat is called Xanthippe",
                        "A cat with opinions, then.",
                        "He lives in a barrel, I hope.",
                        "Good night",
                        "Sleep well."),
                contents());
        assertNotNull(remove(id(2)).message(), "hers, too");
        assertEquals(2, removed().size());
        talk("Good morning", "Is it?");
        assertFalse(lastPrompt().contains("Diogenes"));
        assertFalse(lastPrompt().contains("barrel"));
        assertTrue(lastPrompt().contains("Xanthippe"));
        assertSameBeginning(before, prompt(3), before.size() - 3);
        assertFalse(remove("nothing").found());
    }

    @Test
    void aReplyToWhatIsTakenOutEnds() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("I will tell you all "), ScriptStep.gate(never.future())));
        start();
        String said = say("Tell me of Xanthippe");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        String begun = told("ann", Delta.class).get(0).messageId();
        say("Are you there?");
        ollama.play(Script.saying("Yes."));
        assertNotNull(remove(said).message());
        get(ollama.awaitCancelled(1));
        awaitReplies("ann", 1);
        assertEquals(List.of("Are you there?", "Yes."), contents());
        assertEquals(List.of(begun, said), removed());
        assertEquals(List.of(new Unanswered("ann", said)), told("ann", Unanswered.class));
        assertFalse(lastPrompt().contains("Xanthippe"));
        assertTrue(told("ann", Typing.class).contains(new Typing("ann", false, 0)));
        assertEquals(0, openTurns());
    }

    @Test
    void whatWaitsForTheModelIsTakenOutOrChanged() {
        get(ollama.close());
        start();
        String first = say("Xanthippe");
        String second = say("I live in Zurich");
        awaitReplies("ann", 1);
        assertTrue(replies("ann").get(0).holding());
        assertNotNull(edit(second, "I live in Vienna").message());
        assertNotNull(remove(first).message());
        assertEquals(1, openTurns());
        get(ollama.restart());
        ollama.play(Script.saying("Vienna suits you."));
        await().until(() -> openTurns() == 0);
        await().until(() -> contents().contains("Vienna suits you."));
        assertFalse(contents().contains("Xanthippe"));
        assertTrue(ollama.chats().stream().noneMatch(chat -> chat.contains("Xanthippe") || chat.contains("Zurich")));
    }

    @Test
    void aReplyThatIsBeingMadeStaysWhenSomethingEarlierIsTakenOut() {
        start();
        talk("My cat is called Xanthippe", "A cat with opinions, then.");
        Promise<Void> go = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("In the kitchen, of "), ScriptStep.gate(go.future()), ScriptStep.say("course.")));
        int drawn = told("ann", Delta.class).size();
        say("Where are you?");
        await().until(() -> told("ann", Delta.class).size() > drawn);
        assertNotNull(remove(id(0)).message());
        go.complete();
        awaitReplies("ann", 2);
        assertEquals(List.of("A cat with opinions, then.", "Where are you?", "In the kitchen, of course."), contents());
        talk("Good", "Quite.");
        assertFalse(lastPrompt().contains("Xanthippe"));
        assertTrue(lastPrompt().contains("In the kitchen, of course."));
    }

    @Test
    void twoChangesAtOnceAreMadeOneAfterTheOther() {
        start();
        talk("Hello there", "Oh, it is you.");
        String reply = id(1);
        ollama.play(Script.saying("Once more."));
        Future<MessageChange> one = bus.request(ChatApi.ANSWER_AGAIN, new ChatApi.AnswerAgain("ann", reply));
        Future<MessageChange> two = bus.request(ChatApi.ANSWER_AGAIN, new ChatApi.AnswerAgain("ann", reply));
        Future<MessageChange> three = bus.request(ChatApi.REMOVE_MESSAGE, new ChatApi.RemoveMessage("ann", id(0)));
        assertNotNull(get(one).message());
        assertFalse(get(two).found());
        assertNotNull(get(three).message());
        Future<Ack> stop = bus.request(ChatApi.STOP, new ChatApi.Stop("ann"));
        get(stop);
        assertEquals(List.of(), contents());
        assertEquals(0, openTurns());
        talk("Still there?", "Still here.");
        assertEquals(List.of("Still there?", "Still here."), contents());
        assertFalse(lastPrompt().contains("Hello there"));
    }

    /** What came from a network stays there as it is; nobody there waits for what is removed here. */
    @Test
    void whatWasWrittenOnANetworkIsTakenOutHereOnly() {
        get(bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity("discord", IdentityStore.Kind.PERSON, "7", "Ann", clock.instant())));
        get(bus.request(IdentityStore.LINK, new IdentityStore.LinkIdentity("discord", "7", "ann")));
        start();
        say("ann", "Hello from there", "discord:1:7:2");
        awaitReplies("ann", 1);
        for (MessageChange refused : List.of(again(id(1)), edit(id(0), "Else"))) {
            assertNull(refused.message());
            assertTrue(refused.sentence().contains("Discord"), refused.sentence());
        }
        assertEquals(2, kept("ann").size());
        assertTrue(remove(id(1)).sentence().contains("Discord"));
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        String waits = say("ann", "And once more", "discord:1:7:3").messageId();
        get(ollama.awaitOpen(1));
        assertTrue(remove(waits).sentence().contains("Discord"));
        assertEquals(List.of(new Unanswered("ann", waits)), told("ann", Unanswered.class));
        assertEquals(List.of("Hello from there"), contents());
    }

    @Test
    void changesCountAsMessages() {
        messagesPerMinute = 3;
        start();
        talk("Hello there", "Oh, it is you.");
        ollama.play(Script.saying("Once more."));
        again(id(1));
        awaitReplies("ann", 2);
        ollama.play(Script.saying("With feeling."));
        assertNotNull(edit(id(0), "Hi").message());
        awaitReplies("ann", 3);
        assertTrue(again(id(1)).waitSeconds() > 0);
        assertTrue(edit(id(0), "Ho").waitSeconds() > 0);
        assertNotNull(remove(id(1)).message(), "what is taken out costs nothing");
        assertTrue(say("ann", "Well", null).tooMany());
    }
}
