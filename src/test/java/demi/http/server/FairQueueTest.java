package demi.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Those that run, oldest first. */
    private final List<Runnable> timers = new ArrayList<>();

    private final List<String> givenUp = new ArrayList<>();
    private final FairQueue turns = new FairQueue(new FairQueue.Bounds(1, 2, LONGEST, 1), this::start);

    private Runnable start(Duration after, Runnable then) {
        assertEquals(LONGEST, after);
        timers.add(then);
        return () -> timers.remove(then);
    }

    private Future<Runnable> enter(String key, String name) {
        return turns.enter(key, () -> givenUp.add(name));
    }

    private void longestPasses() {
        timers.remove(0).run();
    }

    @Test
    void turnsAreFewAtATimeInOrderAndWhoIsOneTooManyIsTold() {
        Future<Runnable> first = enter("a", "1");
        Future<Runnable> second = enter("a", "2");
        Future<Runnable> third = enter("a", "3");
        assertTrue(first.succeeded());
        assertFalse(second.isComplete());
        assertTrue(enter("a", "4").failed());
        assertTrue(enter("b", "5").succeeded());
        first.result().run();
        assertTrue(second.succeeded());
        assertFalse(third.isComplete());
        second.result().run();
        third.result().run();
        assertTrue(enter("a", "6").succeeded());
        assertEquals(2, timers.size(), "who has left is waited for no more");
    }

    @Test
    void whoTakesTooLongKeepsTheNextOneFromNothing() {
        Future<Runnable> dead = enter("a", "dead");
        Future<Runnable> next = enter("a", "next");
        assertFalse(next.isComplete());
        longestPasses();
        assertTrue(next.succeeded());
        assertEquals(List.of(), givenUp);
        dead.result().run();
        assertFalse(enter("a", "third").isComplete(), "it gives no turn back twice");
        next.result().run();
        assertEquals(1, timers.size());
    }

    @Test
    void ofMoreThatAreLateThanMayBeTheEldestIsGivenUp() {
        Future<Runnable> first = enter("a", "1");
        Future<Runnable> second = enter("a", "2");
        Future<Runnable> third = enter("a", "3");
        longestPasses();
        longestPasses();
        assertEquals(List.of("1"), givenUp);
        first.result().run();
        second.result().run();
        longestPasses();
        assertEquals(List.of("1"), givenUp);
        third.result().run();
        third.result().run();
        assertTrue(enter("a", "4").succeeded());
        assertFalse(enter("a", "5").isComplete());
    }
}
