package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.store.MemoryStore;
import demi.api.value.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second day decides whether somebody stays: then, once and lightly, something of the first is taken up. */
class SecondTalkTest {

    private static final String SECOND = "This is the second day that you talk. If it fits";
    /** Noon; the house's zone is UTC. */
    private static final Instant START = Instant.parse("2026-11-02T12:00:00Z");

    @TempDir
    Path folder;

    private volatile Instant now = START;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private ConductorFixture house;

    @BeforeEach
    void open() {
        house = new ConductorFixture(folder, () -> now, 4_096);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** What she is told with a message that comes so much later. */
    private String after(Duration time, String content) {
        now = now.plus(time);
        house.talk("ann", content, null);
        return ConductorFixture.last(house.requests.get(house.requests.size() - 1));
    }

    private void know(String content) {
        ConductorFixture.get(house.bus.request(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "ann", List.of(new MemoryStore.Fact("f", content, null, true)), List.of(), now)));
    }

    @Test
    void oneThingThatWasLearnedIsTakenUpInItsFirstMessageOnly() {
        assertFalse(after(Duration.ZERO, "Hello there").contains(SECOND));
        know("Has a dog called Bruno");
        assertFalse(after(Duration.ofHours(5), "Me again").contains(SECOND), "the same day");
        String next = after(Duration.ofHours(15), "Good morning");
        assertTrue(next.contains(SECOND) && next.contains("\n- Has a dog called Bruno"), next);
        assertFalse(after(Duration.ofMinutes(1), "How are you?").contains(SECOND));
        assertFalse(after(Duration.ofHours(24), "Hello").contains(SECOND), "nor on the third");
    }

    @Test
    void whereNothingWasLearnedItIsSomethingThatTheySaid() {
        after(Duration.ZERO, "Hello there");
        after(Duration.ofMinutes(1), "I spent the whole day in the garden");
        after(Duration.ofMinutes(1), "What do you think of gardens in general, by the way?");
        String next = after(Duration.ofHours(20), "Hi");
        assertTrue(next.contains("- They said: \u201CI spent the whole day in the garden\u201D"), next);
    }

    @Test
    void whatIsGraveIsNotTakenUpLightly() {
        after(Duration.ZERO, "My grandfather died, and it has been a long week");
        know("Grandfather died in November");
        assertFalse(after(Duration.ofHours(20), "Hi").contains(SECOND));
    }

    @Test
    void whatIsForgottenGoesOutOfItToo() {
        after(Duration.ZERO, "Hello there");
        know("Has a dog called Bruno");
        assertTrue(after(Duration.ofHours(20), "Hi").contains("Bruno"));
        ConductorFixture.get(house.bus.request(MemoryApi.FORGET, new MemoryApi.Forget("ann", "f")));
        after(Duration.ofMinutes(1), "And now?");
        String prompt = house.requests.get(house.requests.size() - 1).messages().toString();
        assertFalse(prompt.contains("Bruno"), prompt);
    }

    @Test
    void notForSomebodyWhoSuffersOrHasMuchToSay() {
        after(Duration.ZERO, "I spent the whole day in the garden");
        assertFalse(after(Duration.ofHours(20), "word ".repeat(70)).contains(SECOND));
        now = START;
        house.talk("bob", "I spent the whole day in the garden", null);
        now = START.plus(Duration.ofHours(20));
        house.talk("bob", "I want to kill myself", null);
        assertFalse(ConductorFixture.last(house.requests.get(house.requests.size() - 1))
                .contains(SECOND));
    }

    @Test
    void notWhereOthersRead() {
        Message.Speaker carl = new Message.Speaker("carl", "Carl", "");
        house.talk("ann", "I spent the whole day in the garden", carl);
        now = START.plus(Duration.ofHours(20));
        house.talk("ann", "Hi", carl);
        assertFalse(ConductorFixture.last(house.requests.get(house.requests.size() - 1))
                .contains(SECOND));
    }

    @Test
    void aTalkAfterMidnightIsOfTheDayBefore() {
        now = Instant.parse("2026-11-02T20:00:00Z");
        after(Duration.ZERO, "I spent the whole day in the garden");
        assertFalse(after(Duration.ofHours(7), "Cannot sleep").contains(SECOND), "three at night");
        assertTrue(after(Duration.ofHours(8), "Morning").contains(SECOND));
        assertEquals(3, house.requests.size());
    }
}
