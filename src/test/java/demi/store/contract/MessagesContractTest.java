package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.store.AutonomyStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.MarkRead;
import demi.api.store.MessageStore.Page;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.store.NotificationStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final EmotionLevels FEELINGS =
            new EmotionLevels(0.1234567890123, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1);

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private Added say(String id, String user, @Nullable String clientId, Instant at) {
        return store.ask(MessageStore.ADD_MESSAGE, new AddMessage(id, user, "text of " + id, clientId, at));
    }

    private Added reply(String id, boolean holding, @Nullable String answers, List<PromptMessage> lines, int drop) {
        return store.ask(
                MessageStore.ADD_REPLY,
                new AddReply(
                        id,
                        "u1",
                        "text of " + id,
                        FEELINGS,
                        holding,
                        answers,
                        FollowUpKinds.NONE,
                        new TranscriptChange(drop, null, lines),
                        T.plusSeconds(9)));
    }

    private Page history(int limit, long before, @Nullable Instant since) {
        return store.ask(MessageStore.HISTORY, new GetHistory("u1", limit, before, since));
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream().map(Message::messageId).toList();
    }

    @Test
    void whatIsSaidComesBackAsItWas() {
        Added added = say("m1", "u1", "c1", T);

        assertFalse(added.duplicate());
        assertEquals(Message.Status.DELIVERED, added.message().status());
        assertEquals(List.of(added.message()), history(10, 0, null).messages());
    }

    @Test
    void aReplyComesBackWithAllDigitsOfHerFeelings() {
        Added added = reply("r1", false, null, List.of(), 0);

        assertEquals(FEELINGS, added.message().emotions());
        assertEquals(List.of(added.message()), history(10, 0, null).messages());
    }

    @Test
    void whatSheWritesFirstIsKeptTogetherWithItsNotification() {
        AutonomyStore.Claim claim = new AutonomyStore.Claim(
                "first", "u1", "", AutonomyApi.Kind.CHECK_IN, "loneliness", FEELINGS, T, Duration.ofHours(1), 5);
        assertTrue(store.ask(AutonomyStore.CLAIM, claim).granted());
        NotificationStore.FindDue due = new NotificationStore.FindDue(T.plusSeconds(60));
        assertEquals(List.of(), store.ask(NotificationStore.DUE, due).waiting());
        say("m1", "u1", null, T);
        reply("r1", false, "m1", List.of(), 0);
        reply("first", false, null, List.of(), 0);
        assertEquals(
                List.of("first"),
                store.ask(NotificationStore.DUE, due).waiting().stream()
                        .map(waiting -> waiting.message().messageId())
                        .toList());
        store.ask(NotificationStore.CLAIM, new NotificationStore.Claim("first"));
        assertEquals(List.of(), store.ask(NotificationStore.DUE, due).waiting());
        store.ask(NotificationStore.MARK_INTERRUPTED, new NotificationStore.MarkInterrupted());
        assertEquals(
                List.of(true),
                store.ask(NotificationStore.DUE, due).waiting().stream()
                        .map(NotificationStore.DueNotification::doubt)
                        .toList());
        store.ask(NotificationStore.COMPLETE, new NotificationStore.Complete("first"));
        assertEquals(List.of(), store.ask(NotificationStore.DUE, due).waiting());
    }

    @Test
    void aClockThatIsSetBackHidesNothingOfTheLastDays() {
        say("old", "u1", "c0", T.minusSeconds(999));
        say("ahead", "u1", "c1", T.plusSeconds(500));
        say("behind", "u1", "c2", T.plusSeconds(1));

        assertEquals(List.of("ahead", "behind"), ids(history(10, 0, T).messages()));
    }

    @Test
    void anEmptyColumnInOneRowHidesNothingInTheNext() {
        Added reply = reply("r1", false, null, List.of(), 0);
        mark("u1", "r1", T);
        say("m1", "u1", null, T);

        Message first = history(10, 0, null).messages().get(0);
        assertEquals(reply.message().emotions(), first.emotions());
        assertEquals(T, first.readAt());
    }

    @Test
    void allOfUnicodeComesBack() {
        String text = "Grüße \ud83d\ude00 'quoted' \"twice\" \u0000 \n end";
        store.ask(MessageStore.ADD_MESSAGE, new AddMessage("m1", "u1", text, null, T));
        assertEquals(text, history(10, 0, null).messages().get(0).content());
    }

    @Test
    void theSameClientIdAgainChangesNothing() {
        Added first = say("m1", "u1", "c1", T);
        Added again = say("m2", "u1", "c1", T.plusSeconds(5));
        Added ofAnother = say("m3", "u2", "c1", T);

        assertTrue(again.duplicate());
        assertEquals(first.message(), again.message());
        assertFalse(ofAnother.duplicate());
        assertEquals(List.of("m1"), ids(history(10, 0, null).messages()));
    }

    @Test
    void aMessageOfNobodyIsRefused() {
        Failure failure = assertThrows(Failure.class, () -> say("m1", "nobody", null, T));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
    }

    @Test
    void aMessageIdOfAnotherConversationIsRefused() {
        say("m1", "u2", null, T);
        assertThrows(Failure.class, () -> say("m1", "u1", null, T));
    }

    @Test
    void pagesGoBackwardsAndReadForwards() {
        for (int i = 1; i <= 5; i++) {
            say("m" + i, "u1", null, T.plusSeconds(i));
        }
        say("other", "u2", null, T);

        Page newest = history(2, 0, null);
        assertEquals(List.of("m4", "m5"), ids(newest.messages()));
        assertTrue(newest.more());

        Page older = history(3, newest.messages().get(0).seq(), null);
        assertEquals(List.of("m1", "m2", "m3"), ids(older.messages()));
        assertFalse(older.more());

        Page recent = history(10, 0, T.plusSeconds(4));
        assertEquals(List.of("m4", "m5"), ids(recent.messages()));
        assertFalse(recent.more());
        assertEquals(List.of(), history(10, 0, T.plusSeconds(60)).messages());
    }

    @Test
    void aReplyEndsTheTurnAndTellsTheTranscript() {
        say("m1", "u1", null, T);
        say("m2", "u1", null, T);
        assertEquals(List.of("m1", "m2"), ids(turns().open()));
        assertEquals(List.of(), turns().usersWithHoldingLine());

        reply("h", true, null, List.of(), 0);
        assertEquals(List.of("m1", "m2"), ids(turns().open()));
        assertEquals(List.of("u1"), turns().usersWithHoldingLine());

        reply("r1", false, "m1", lines("a", "b"), 0);
        assertEquals(List.of("m2"), ids(turns().open()));
        store.ask(MessageStore.CLOSE_TURN, new MessageStore.CloseTurn("m2", "ann", MessageStore.TranscriptChange.NONE));
        assertEquals(List.of(), turns().open());
        assertEquals(lines("a", "b"), transcript());
    }

    @Test
    void whatIsStillToBeMadeOfAMessageIsKnownUntilItIsDone() {
        say("m1", "u1", null, T);
        say("m2", "u1", null, T);
        answer("m1", new FollowUpKinds(true, true));
        answer("m2", new FollowUpKinds(false, true));
        assertEquals(List.of("m1 true true", "m2 false true"), unthought());

        store.ask(
                MessageStore.COMPLETE_FOLLOW_UP,
                new MessageStore.CompleteFollowUp("u1", List.of("m1"), new FollowUpKinds(true, false)));
        assertEquals(List.of("m1 false true", "m2 false true"), unthought());

        store.ask(
                MessageStore.COMPLETE_FOLLOW_UP,
                new MessageStore.CompleteFollowUp("u2", List.of(), new FollowUpKinds(true, true)));
        assertEquals(List.of("m1 false true", "m2 false true"), unthought());

        store.ask(
                MessageStore.COMPLETE_FOLLOW_UP,
                new MessageStore.CompleteFollowUp("u1", List.of(), new FollowUpKinds(true, true)));
        assertEquals(List.of(), unthought());
    }

    private void answer(String id, FollowUpKinds thoughts) {
        store.ask(
                MessageStore.ADD_REPLY,
                new AddReply("of " + id, "u1", "text", FEELINGS, false, id, thoughts, TranscriptChange.NONE, T));
    }

    private List<String> unthought() {
        return store.ask(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps()).messages().stream()
                .map(each -> each.message().messageId() + " " + each.kinds().appraise() + " "
                        + each.kinds().learn())
                .toList();
    }

    @Test
    void notesAreReplacedAndGoWithTheOldestLines() {
        reply("r1", false, null, lines("a", "b"), 0);
        keepNotes("first");
        keepNotes("second");
        assertEquals("second", notes());

        reply("r2", false, null, lines("c", "d"), 1);
        assertNull(notes());
    }

    private void keepNotes(String notes) {
        store.ask(MessageStore.SAVE_NOTES, new MessageStore.SaveNotes("u1", notes));
    }

    private @Nullable String notes() {
        return store.ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", 1_000))
                .notes();
    }

    private MessageStore.OpenTurns turns() {
        return store.ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL);
    }

    @Test
    void aHeadStandsInThePlaceOfWhatWasDropped() {
        say("m1", "u1", null, T);
        reply("r1", false, "m1", lines("a", "b"), 0);
        PromptMessage head = new PromptMessage(PromptMessage.Role.SYSTEM, "notes");
        TranscriptChange change = new TranscriptChange(1, head, lines("c", "d"));
        say("m2", "u1", null, T);
        store.ask(MessageStore.CLOSE_TURN, new MessageStore.CloseTurn("m2", "u1", change));
        assertEquals(
                List.of("notes", "b", "c", "d"),
                transcript().stream().map(PromptMessage::content).toList());
        say("m3", "u1", null, T);
        TranscriptChange again =
                new TranscriptChange(4, new PromptMessage(PromptMessage.Role.SYSTEM, "newer"), lines("e", "f"));
        store.ask(MessageStore.CLOSE_TURN, new MessageStore.CloseTurn("m3", "u1", again));
        assertEquals(
                List.of("newer", "e", "f"),
                transcript().stream().map(PromptMessage::content).toList());
    }

    private List<PromptMessage> transcript() {
        return store.ask(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("u1", 1_000))
                .lines();
    }

    private static List<PromptMessage> lines(String user, String assistant) {
        return List.of(
                new PromptMessage(PromptMessage.Role.USER, user),
                new PromptMessage(PromptMessage.Role.ASSISTANT, assistant));
    }

    @Test
    void theTranscriptLetsItsOldestLinesGo() {
        reply("r1", false, null, lines("a", "b"), 0);
        reply("r2", false, null, lines("c", "d"), 0);
        reply("r3", false, null, lines("e", "f"), 3);

        assertEquals(
                List.of("d", "e", "f"),
                transcript().stream().map(PromptMessage::content).toList());

        reply("r4", false, null, lines("g", "h"), 99);
        assertEquals(lines("g", "h"), transcript());
    }

    @Test
    void theSameReplyAgainChangesNothing() {
        reply("r1", false, null, lines("a", "b"), 0);
        Added again = reply("r1", false, null, lines("a", "b"), 0);

        assertTrue(again.duplicate());
        assertEquals(lines("a", "b"), transcript());
    }

    @Test
    void readIsSetOnceAndOnlyByTheOwner() {
        reply("r1", false, null, List.of(), 0);

        assertEquals(new MessageStore.Marked(false, false), mark("u2", "r1", T));
        assertEquals(new MessageStore.Marked(false, false), mark("u1", "unknown", T));
        assertEquals(new MessageStore.Marked(true, true), mark("u1", "r1", T.plusSeconds(20)));
        assertEquals(new MessageStore.Marked(true, false), mark("u1", "r1", T.plusSeconds(30)));

        Message read = history(1, 0, null).messages().get(0);
        assertEquals(Message.Status.READ, read.status());
        assertEquals(T.plusSeconds(20), read.readAt());
    }

    private MessageStore.Marked mark(String user, String id, Instant at) {
        return store.ask(MessageStore.MARK_READ, new MarkRead(user, id, at));
    }

    @Test
    void placesGrowAcrossARestart() {
        Message before = say("m1", "u1", null, T).message();
        reopen();
        Message after = say("m2", "u1", null, T).message();

        assertTrue(after.seq() > before.seq());
        assertNotEquals(before, after);
        assertNull(before.emotions());
    }
}
