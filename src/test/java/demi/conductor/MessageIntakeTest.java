package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Said;
import demi.api.value.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken of what people write, and what they have read. */
class MessageIntakeTest extends TurnFixture {

    @Test
    void theSameClientIdIsOneTurn() {
        start();
        Said first = say("ann", "Once", "c1");
        awaitReplies("ann", 1);
        Said again = say("ann", "Once", "c1");
        assertEquals(new Said(first.messageId(), true), again);
        assertEquals(2, kept("ann").size());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void whoeverSaysTooMuchInAMinuteIsNotKeptWhereverTheySayIt() {
        messagesPerMinute = 2;
        start();
        say("ann", "On the phone", null);
        Message.Speaker ann = new Message.Speaker("ann", "Ann", "");
        get(bus.request(
                ChatApi.SAY, new ChatApi.Say("bob", "Where others read", null, clock.instant(), ann, List.of())));
        assertEquals(Said.TOO_MANY, say("ann", "One too many", null));
        assertFalse(say("bob", "He is somebody else", null).tooMany());
        awaitReplies("ann", 1);
        awaitReplies("bob", 2);
        assertEquals(2, kept("ann").size());
        assertEquals(4, kept("bob").size());
    }

    @Test
    void onlyTheOwnerOfAConversationReadsItsMessages() {
        start();
        String said = say("Hello");
        awaitReplies("ann", 1);
        Instant now = clock.instant();
        assertFalse(get(bus.request(ChatApi.MARK_READ, new ChatApi.MarkRead("bob", said, now)))
                .found());
        assertTrue(get(bus.request(ChatApi.MARK_READ, new ChatApi.MarkRead("ann", said, now)))
                .found());
        assertTrue(get(bus.request(ChatApi.MARK_READ, new ChatApi.MarkRead("ann", said, now.plusSeconds(9))))
                .found());
        assertEquals(Message.Status.READ, kept("ann").get(0).status());
        assertEquals(2, told("ann", ChatApi.ReadReceipt.class).size());
        assertEquals(0, told("bob", ChatApi.ReadReceipt.class).size());
    }

    @Test
    void whatIsSaidLaterHasALaterId() {
        start();
        List<String> said = List.of(say("One"), say("Two"), say("Three"));
        assertEquals(said.stream().sorted().toList(), said);
    }
}
