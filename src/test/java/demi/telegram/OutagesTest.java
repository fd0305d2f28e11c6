package demi.telegram;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi.Status;
import demi.api.store.DeliveryStore;
import demi.bus.Bus;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.telegram.FakeTelegram.Fault;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong, and restarts: nothing is lost, and nothing said twice. */
@Tag("slow")
class OutagesTest extends TelegramFixture {

    @Test
    void whatWasWrittenWhileSheWasAwayIsAnsweredOnce() throws Exception {
        direct(ann, "before the first start");
        open();
        texts(ann, 1);
        close();
        direct(ann, "while she was away");
        open();
        texts(ann, 2);
        close();
        open();
        direct(ann, "and now");
        assertEquals(3, texts(ann, 3).size());
        assertEquals(List.of("before the first start", "while she was away", "and now"), asked());
    }

    /** At a stop what is typed is kept, and Telegram tells it once more since nobody has confirmed it. */
    @Test
    void aBurstThatAStopEndsIsNotHeardAgain() throws Exception {
        burstPause = "10s";
        Bus bus = open();
        direct(ann, "one");
        await().until(() -> !telegram.isPolled());
        direct(ann, "two");
        // Both have come when the next poll begins.
        long polls = telegram.calls.size();
        await().until(() -> telegram.calls.size() > polls + 2);
        assertEquals(0, said(bus));
        close();
        assertEquals(2, telegram.unconfirmed());
        burstPause = "100ms";
        Bus again = open();
        direct(ann, "three");
        assertEquals(List.of(REPLY, REPLY), texts(ann, 2));
        assertEquals(List.of("one\ntwo", "three"), asked());
        assertEquals(2, said(again));
        await().until(() -> telegram.unconfirmed() == 0);
    }

    private static int said(Bus bus) throws Exception {
        return get(bus.request(DeliveryStore.SAID, new DeliveryStore.FindSaid("telegram", Instant.EPOCH)))
                .clientIds()
                .size();
    }

    @Test
    void aReplyThatCouldNotBePostedIsPostedByTheNextProcess() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        open();
        direct(ann, "think!");
        get(ollama.awaitOpen(1));
        close();
        ollama.play(Script.saying(REPLY));
        open();
        assertEquals(List.of(REPLY), texts(ann, 1));
    }

    @Test
    void aFailureThatPassesKeepsTheReplyOwed() throws Exception {
        open();
        telegram.fail("sendMessage", Fault.RESTART, Fault.CUT_BEFORE);
        direct(ann, "hello");
        assertEquals(List.of(REPLY), texts(ann, 1));
    }

    @Test
    void aWrongTokenIsSaidInPlainWordsAndTheRestRunsOn() throws Exception {
        telegram.revoke();
        Bus bus = openWithoutWaiting();
        String detail = status(bus).detail();
        assertEquals(Status.DEGRADED, status(bus).status());
        assertTrue(detail.startsWith("Telegram refuses telegram.bot_token. "), detail);
        assertTrue(detail.contains("BotFather"), detail);
        assertFalse(detail.contains(FakeTelegram.TOKEN), detail);
    }

    @Test
    void anotherProgramWithTheSameTokenIsSaidInPlainWords() throws Exception {
        for (int i = 0; i < 3; i++) {
            telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request");
        }
        direct(ann, "hello");
        Bus bus = openWithoutWaiting();
        await().until(() -> status(bus).detail().startsWith("Another program listens with the same bot token."));
        assertEquals(List.of(REPLY), texts(ann, 1));
        await().until(() -> status(bus).status() == Status.UP);
    }
}
