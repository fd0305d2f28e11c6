package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.IdentityStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageChangeStore;
import demi.api.store.MessageChangeStore.Changed;
import demi.api.store.MessageChangeStore.EditMessage;
import demi.api.store.MessageChangeStore.Outcome;
import demi.api.store.MessageChangeStore.RemoveMessage;
import demi.api.store.MessageChangeStore.TakeBackReply;
import demi.api.store.MessageSearchStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.store.RecallStore;
import demi.api.store.VectorStore;
import demi.api.value.EmotionLevels;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are taken back, with all that goes along. */
class ChangedMessagesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private void say(String id, String content, @Nullable String clientId) {
        ask(MessageStore.ADD_MESSAGE, new AddMessage(id, "u1", content, clientId, T));
    }

    private Message reply(String id, String content, @Nullable String answers, TranscriptChange transcript) {
        return ask(
                        MessageStore.ADD_REPLY,
                        new AddReply(
                                id,
                                "u1",
                                content,
                                EmotionLevels.neutral(),
                                false,
                                answers,
                                new FollowUpKinds(true, true),
                                transcript,
                                T.plusSeconds(1)))
                .message();
    }

    private static PromptMessage line(Role role, String content) {
        return new PromptMessage(role, content);
    }

    /** As a turn is kept. */
    private void turn(String id, String content, String reply) {
        say(id, content, null);
        reply(
                "r" + id,
                reply,
                id,
                new TranscriptChange(
                        0,
                        null,
                        List.of(
                                line(Role.SYSTEM, "note of " + id),
                                line(Role.USER, content),
                                line(Role.ASSISTANT, reply))));
    }

    private List<String> transcript() {
        return ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", Long.MAX_VALUE)).lines().stream()
                .map(PromptMessage::content)
                .toList();
    }

    private List<Message> history() {
        return ask(MessageStore.HISTORY, new GetHistory("u1", 100, 0, null)).messages();
    }

    private List<String> ids() {
        return history().stream().map(Message::messageId).toList();
    }

    private List<String> open() {
        return ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL).open().stream()
                .map(Message::messageId)
                .toList();
    }

    private Changed takeBack(String id) {
        return ask(MessageChangeStore.TAKE_BACK, new TakeBackReply("u1", id));
    }

    private Changed edit(String id, String content) {
        return ask(MessageChangeStore.EDIT, new EditMessage("u1", id, content));
    }

    private Changed remove(String id) {
        return ask(MessageChangeStore.REMOVE, new RemoveMessage("u1", id));
    }

    private List<String> facts() {
        return ask(MemoryStore.LIST, new MemoryStore.ListFacts("u1", 100, 0)).memories().stream()
                .map(MemoryFact::content)
                .toList();
    }

    private void learn(String memoryId, String content, String messageId) {
        ask(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "u1", List.of(new MemoryStore.Fact(memoryId, content, messageId, true)), List.of(), T));
    }

    private List<String> found(String word) {
        ask(RecallStore.INDEX, new RecallStore.Index(100));
        return ask(
                        MessageSearchStore.FIND,
                        new MessageSearchStore.FindMessages("u1", List.of(new RecallStore.Word(List.of(word))), 10, 0))
                .messages()
                .stream()
                .map(Message::messageId)
                .toList();
    }

    @Test
    void aReplyThatIsTakenBackLeavesItsMessageToBeAnswered() {
        turn("m1", "Hello", "Oh, you.");
        turn("m2", "Tell me", "No.");
        Changed changed = takeBack("rm2");
        assertEquals(Outcome.DONE, changed.outcome());
        Message said = Objects.requireNonNull(changed.message());
        assertEquals("m2", said.messageId());
        assertEquals(List.of("rm2"), changed.removed());
        assertEquals(1, said.marks().removedReplies());
        reopen();
        assertEquals(List.of("m2"), open());
        assertEquals(List.of("m1", "rm1", "m2"), ids());
        assertEquals(List.of("note of m1", "Hello", "Oh, you."), transcript());
        assertEquals(
                List.of("m1"),
                ask(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps()).messages().stream()
                        .map(each -> each.message().messageId())
                        .toList(),
                "it is followed up with the reply to be");
        assertEquals(
                said.replyId(),
                ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                        .open()
                        .get(0)
                        .replyId());
    }

    @Test
    void onlyTheNewestReplyIsTakenBack() {
        turn("m1", "Hello", "Oh, you.");
        turn("m2", "Tell me", "No.");
        reply("first", "Are you there?", null, TranscriptChange.NONE);
        assertEquals(Outcome.NOT_NEWEST, takeBack("rm1").outcome());
        assertEquals(Outcome.NOT_NEWEST, takeBack("rm2").outcome());
        assertEquals(Outcome.NO_REPLY, takeBack("first").outcome());
        assertEquals(Outcome.NO_REPLY, takeBack("m2").outcome());
        assertEquals(Outcome.NOT_FOUND, takeBack("nothing").outcome());
        assertEquals(
                Outcome.NOT_FOUND,
                ask(MessageChangeStore.TAKE_BACK, new TakeBackReply("u2", "rm2"))
                        .outcome());
        remove("first");
        remove("m2");
        assertEquals(Outcome.NO_REPLY, takeBack("rm2").outcome(), "what it answers is gone");
        assertEquals(List.of("m1", "rm1", "rm2"), ids());
    }

    @Test
    void whatWasWrittenOnANetworkIsNotChangedFromHere() {
        ask(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity("discord", IdentityStore.Kind.PERSON, "7", "Ann", T));
        ask(IdentityStore.LINK, new IdentityStore.LinkIdentity("discord", "7", "u1"));
        say("m1", "From there", "discord:7:1:2");
        reply("r1", "To there", "m1", TranscriptChange.NONE);
        assertEquals(Changed.refused(Outcome.ON_NETWORK, "discord"), takeBack("r1"));
        assertEquals(Changed.refused(Outcome.ON_NETWORK, "discord"), edit("m1", "Else"));
        assertEquals("discord", remove("r1").network());
        assertEquals("discord", remove("m1").network());
        assertEquals(List.of(), ids());
        say("m2", "From here", "discord-like");
        say("m3", "From here", "telegram:1:2:3");
        assertEquals(
                Outcome.DONE,
                edit("m3", "Whoever is on no network may call it what they like")
                        .outcome());
        assertEquals("", remove("m2").network());
    }

    @Test
    void otherWordsTakeAlongWhatCameOfTheOldOnes() {
        turn("m1", "Hello", "Oh, you.");
        turn("m2", "I live in Zurich now", "How clean.");
        reply("held", "My head is elsewhere.", null, TranscriptChange.NONE);
        learn("f1", "Lives in Zurich", "m2");
        learn("f2", "Says hello", "m1");
        ask(MessageStore.SAVE_NOTES, new MessageStore.SaveNotes("u1", "They live in Zurich now. It rains."));
        assertEquals(List.of("m2"), found("zurich"));
        Changed changed = edit("m2", "I live in Vienna now");
        assertEquals(List.of("rm2", "held"), changed.removed());
        Message now = Objects.requireNonNull(changed.message());
        assertEquals("I live in Vienna now", now.content());
        assertTrue(now.marks().edited());
        assertEquals(
                List.of(now),
                ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL).open());
        assertEquals(List.of("m1", "rm1", "m2"), ids());
        assertEquals(List.of("note of m1", "Hello", "Oh, you."), transcript());
        assertEquals(List.of("Says hello"), facts());
        assertEquals(List.of(), found("zurich"));
        assertEquals(List.of("m2"), found("vienna"));
        assertNull(ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", 9))
                .notes());
        assertEquals(Outcome.NOT_NEWEST, edit("m1", "Hi").outcome());
        assertEquals(Outcome.NOT_OWN, edit("rm1", "Hi").outcome());
        assertEquals(Outcome.NOT_FOUND, edit("nothing", "Hi").outcome());
    }

    @Test
    void whatIsRemovedIsGoneFromAllThatIsReadAgain() {
        turn("m1", "My cat is called Xanthippe", "A cat, then.");
        turn("m2", "Hello", "Oh, you.");
        learn("f1", "Has a cat called Xanthippe", "m1");
        learn("f2", "Has a cat", "m1");
        ask(MemoryStore.CHANGE, new MemoryApi.Change("u1", "f2", null, true, null, T));
        learn("f3", "Says hello", "m2");
        String quote = "From earlier talks, should it matter now:\n- yesterday, they: \"My cat is called Xanthippe\"";
        PromptMessage head =
                line(Role.SYSTEM, MessageStore.SUMMARY_HEAD + "Their cat is called Xanthippe. They like rain.");
        say("m3", "Do you remember?", null);
        reply(
                "rm3",
                "Certainly.",
                "m3",
                new TranscriptChange(
                        0,
                        head,
                        List.of(
                                line(Role.SYSTEM, quote),
                                line(Role.USER, "Do you remember?"),
                                line(Role.ASSISTANT, "Certainly."))));
        ask(MessageStore.SAVE_NOTES, new MessageStore.SaveNotes("u1", "Xanthippe is a cat."));
        ask(RecallStore.INDEX, new RecallStore.Index(100));
        ask(
                VectorStore.SAVE_MESSAGES,
                new VectorStore.SaveMessageCodes(
                        "model", List.of(new VectorStore.Code(history().get(0).seq(), "AAAAAAAAAAA="))));
        assertEquals(List.of("m1"), found("xanthippe"));

        Changed changed = remove("m1");
        assertEquals("m1", Objects.requireNonNull(changed.message()).messageId());
        assertEquals(List.of("rm1", "m2", "rm2", "m3", "rm3"), ids());
        assertEquals(List.of("Says hello", "Has a cat"), facts(), "what is pinned stays");
        assertEquals(List.of(), found("xanthippe"));
        assertEquals(
                List.of(),
                ask(VectorStore.MESSAGE_CODES, new VectorStore.LoadMessageCodes("u1", "model", 0, 10))
                        .codes());
        MessageStore.Transcript left =
                ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", Long.MAX_VALUE));
        assertNull(left.notes());
        assertTrue(transcript().get(0).endsWith("They like rain."));
        assertTrue(left.lines().stream().noneMatch(line -> line.content().contains("Xanthippe")), left.toString());
        assertTrue(transcript().containsAll(List.of("Hello", "Oh, you.", "Certainly.")));
    }

    /** Of earlier versions: whose a line is has not been kept. */
    @Test
    void linesThatSayNotWhoseTheyAreAreFoundByTheirWords() {
        say("m1", "Hello", null);
        reply("r1", "Oh, you.\n\nI am quiet until nine.", "m1", TranscriptChange.NONE);
        say("m2", "Hello", null);
        List<PromptMessage> earlier = List.of(
                line(Role.SYSTEM, "note one"),
                line(Role.USER, "Hello"),
                line(Role.ASSISTANT, "Oh, you."),
                line(Role.SYSTEM, "note two"),
                line(Role.USER, "Hello"),
                line(Role.ASSISTANT, "You again."));
        reply("r2", "You again.", "m2", new TranscriptChange(0, null, earlier, 0));
        remove("r1");
        assertEquals(List.of("note one", "Hello", "note two", "Hello", "You again."), transcript());
        assertEquals(Outcome.DONE, takeBack("r2").outcome());
        assertEquals(List.of("note one", "Hello"), transcript());
        remove("m1");
        assertEquals(List.of(), transcript());
    }

    @Test
    void aMessageOfAnOldAccountGoesWithItsPhoneAndItsAccount() {
        reply("first", "Are you there?", null, TranscriptChange.NONE);
        assertEquals(Outcome.DONE, remove("first").outcome());
        turn("m1", "Hello", "Oh, you.");
        assertEquals(Outcome.DONE, takeBack("rm1").outcome());
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("u1@x.org"));
        assertEquals(List.of(), ids());
        assertEquals(List.of(), open());
    }

    @Test
    void theMarksOfAMessageComeBack() {
        say("m1", "Hello", null);
        Message stopped = ask(
                        MessageStore.ADD_REPLY,
                        new AddReply(
                                "r1",
                                "u1",
                                "Oh, y",
                                EmotionLevels.neutral(),
                                false,
                                "m1",
                                FollowUpKinds.NONE,
                                TranscriptChange.NONE,
                                T,
                                Message.Marks.STOPPED))
                .message();
        Message first = ask(
                        MessageStore.ADD_REPLY,
                        new AddReply(
                                "r2",
                                "u1",
                                "Are you there?",
                                EmotionLevels.neutral(),
                                false,
                                null,
                                FollowUpKinds.NONE,
                                TranscriptChange.NONE,
                                T,
                                Message.Marks.FIRST))
                .message();
        reopen();
        assertEquals(List.of(stopped, first), history().subList(1, 3));
        assertTrue(stopped.marks().stopped() && !stopped.marks().first());
        assertTrue(first.marks().first() && !first.marks().stopped());
    }
}
