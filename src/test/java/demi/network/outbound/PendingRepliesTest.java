package demi.network.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.network.message.ReplyTarget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {

    @Test
    void anAnswerEndsTheWaitingForAllBeforeIt() {
        PendingReplies awaited = new PendingReplies();
        ReplyTarget one = new ReplyTarget("c", null, "1");
        ReplyTarget two = new ReplyTarget("c", null, "2");
        awaited.add("u", "r1", one);
        awaited.add("u", "r2", two);
        assertEquals(Optional.empty(), awaited.take("u", "r3"));
        assertEquals(Optional.of(one), awaited.next("u"));
        assertEquals(Optional.of(two), awaited.take("u", "r2"));
        assertEquals(Optional.empty(), awaited.next("u"));
    }
}
