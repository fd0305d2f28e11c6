package demi.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginQueueTest {

    private static final int PLACES = 48;

    private final Map<String, Integer> failures = new HashMap<>();
    private final LoginQueue queue = new LoginQueue(2, network -> failures.getOrDefault(network, 0));
    /** Those that are looked at, in the order in which they were begun. */
    private final Map<String, Promise<String>> begun = new LinkedHashMap<>();

    @Test
    void onePerEmailAndTwoInAllAreLookedAtAtATime() {
        enter("1", "A", "ann", false);
        enter("2", "A", "ann", false);
        enter("3", "B", "bob", false);
        enter("4", "C", "cat", false);
        assertEquals(List.of("1", "3"), List.copyOf(begun.keySet()));
        end("1");
        end("3");
        assertEquals(List.of("1", "3", "2", "4"), List.copyOf(begun.keySet()));
    }

    @Test
    void knownDevicesComeFirstThenThoseWhoseAddressFailedLeast() {
        failures.putAll(Map.of("A", 9, "B", 3));
        enter("x", "X", "x", false);
        enter("y", "Y", "y", false);
        enter("much", "A", "1", false);
        enter("some", "B", "2", false);
        enter("none", "C", "3", false);
        enter("known", "A", "4", true);
        for (String one : List.of("x", "y", "known", "none", "some", "much")) {
            end(one);
        }
        assertEquals(List.of("x", "y", "known", "none", "some", "much"), List.copyOf(begun.keySet()));
    }

    @Test
    void aFloodFromOneAddressPushesOutItself() {
        List<Future<String>> flood = flood(PLACES + 20, "A");
        Future<String> owner = enter("owner", "B", "ann", false);
        assertEquals(21, flood.stream().filter(Future::failed).count());
        end("0");
        assertFalse(owner.failed());
        failures.put("A", 1);
        end("1");
        assertTrue(begun.containsKey("owner"));
    }

    @Test
    void aFloodForOneEmailPushesOutItself() {
        for (int i = 0; i < PLACES; i++) {
            enter("flood" + i, "net" + i, "ann", false);
        }
        Future<String> other = enter("other", "other net", "bob", false);
        assertFalse(other.failed());
    }

    @Test
    void aFloodFromEverywhereNeverPushesOutAKnownDevice() {
        List<Future<String>> flood = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            flood.add(enter("flood" + i, "net" + i, "mail" + i, false));
        }
        Future<String> known = enter("known", "net0", "ann", true);
        Future<String> stranger = enter("stranger", "new", "bob", false);
        assertTrue(stranger.failed());
        assertEquals(1, flood.stream().filter(Future::failed).count());
        end("flood0");
        end("known");
        assertEquals("known", known.result());
    }

    @Test
    void aKnownDeviceCannotTakeAllPlaces() {
        List<Future<String>> flood = new ArrayList<>();
        for (int i = 0; i < PLACES + 20; i++) {
            flood.add(enter("known" + i, "", "ann", true));
        }
        assertFalse(enter("stranger", "B", "bob", false).failed());
        assertEquals(21, flood.stream().filter(Future::failed).count());
        assertTrue(begun.containsKey("stranger"));
    }

    @Test
    void whatIsGivenUpFreesItsPlaceUnlessItIsLookedAt() {
        List<Future<String>> all = flood(PLACES, "A");
        queue.giveUp("0");
        queue.giveUp("47");
        queue.giveUp("nobody's");
        assertFalse(all.get(0).isComplete());
        assertEquals(Failure.Code.CANCELLED, Failure.codeOf(all.get(47).cause()));
        assertFalse(enter("next", "A", "next", false).failed());
        assertEquals(1, all.stream().filter(Future::failed).count());
    }

    @Test
    void workThatThrowsGivesItsPlaceBack() {
        Future<String> broken = queue.enter(
                new LoginQueue.Place("", "A", "ann", false),
                () -> {
                    throw new IllegalStateException("broken");
                },
                LoginQueueTest::refused);
        assertTrue(broken.failed());
        enter("1", "A", "ann", false);
        enter("2", "A", "bob", false);
        assertEquals(2, begun.size());
    }

    private List<Future<String>> flood(int times, String network) {
        List<Future<String>> flood = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            flood.add(enter(Integer.toString(i), network, "mail" + i, false));
        }
        return flood;
    }

    private Future<String> enter(String attempt, String network, String email, boolean known) {
        return queue.enter(
                new LoginQueue.Place(attempt, network, email, known),
                () -> {
                    Promise<String> work = Promise.promise();
                    begun.put(attempt, work);
                    return work.future();
                },
                LoginQueueTest::refused);
    }

    private void end(String attempt) {
        Promise<String> work = begun.get(attempt);
        assertTrue(work != null && work.tryComplete(attempt), attempt + " is not looked at");
    }

    private static Future<String> refused() {
        return Future.failedFuture("full");
    }
}
