package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.MemoryApi.Fact;
import demi.api.MemoryApi.NewMemory;
import demi.api.MemoryApi.Said;
import demi.api.store.AccountStore;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.bus.RequestAddress;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with their own memories, in the real room on a real store. */
class OwnMemoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private StoreFixture store;
    private volatile Instant now = NOW;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        for (String user : List.of("ann", "bob")) {
            ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false));
        }
        StoreFixture.get(
                store.vertx.deployVerticle(new MemoryVerticle(store.bus, () -> now, MemorySettings.defaults())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return store.ask(ask, question);
    }

    private static NewMemory memory(String content) {
        return new NewMemory(content, null, null, false, true, false, null, null);
    }

    private MemoryApi.MemoriesAdded add(String user, String... contents) {
        return ask(
                MemoryApi.ADD,
                new MemoryApi.AddMemories(
                        user,
                        List.of(contents).stream().map(OwnMemoriesTest::memory).toList(),
                        now));
    }

    private List<MemoryFact> all(String user) {
        return ask(MemoryApi.LIST, new MemoryApi.ListMemories(user, 500, 0)).memories();
    }

    private List<String> contents(String user) {
        return all(user).stream().map(MemoryFact::content).toList();
    }

    private String id(String content) {
        return all("ann").stream()
                .filter(memory -> memory.content().equals(content))
                .findFirst()
                .orElseThrow()
                .memoryId();
    }

    private void learn(String words, String fact) {
        Said said = new Said("m", words, now);
        ask(
                MemoryApi.LEARN,
                new MemoryApi.Learn(
                        "ann",
                        List.of(said),
                        List.of(),
                        List.of(new Fact(fact, 0)),
                        List.of(),
                        "",
                        true,
                        ZoneOffset.UTC));
    }

    private MemoryApi.Undone undo() {
        return ask(MemoryApi.UNDO, new MemoryApi.Undo("ann", now));
    }

    private void forget(String content) {
        assertTrue(
                ask(MemoryApi.FORGET, new MemoryApi.Forget("ann", id(content))).found());
    }

    private Change change(String id, @Nullable String content, @Nullable Boolean ended) {
        return new Change("ann", id, content, null, null, null, null, null, ended, now);
    }

    @Test
    void whatIsAddedIsReadForItsKindAndDays() {
        MemoryFact exam = add("ann", "Has an exam on 4 December").memories().get(0);
        assertEquals(MemoryKind.EVENT, exam.kind());
        assertEquals(Holding.on(LocalDate.parse("2026-12-04")), exam.holds());
        assertTrue(exam.confidential());
        assertEquals(1, add("ann", "has an exam on 4 december.").known(), "known already");
        assertThrows(Failure.class, () -> add("ann", "x".repeat(501)));
        assertEquals(List.of(), contents("bob"));
    }

    @Test
    void theListIsSearchedByWordsAndKind() {
        add("ann", "Likes green tea", "Lives in Kassel", "Hates coffee");
        assertEquals(
                List.of("Likes green tea"),
                ask(MemoryApi.LIST, new MemoryApi.ListMemories("ann", 9, 0, "tea", null)).memories().stream()
                        .map(MemoryFact::content)
                        .toList());
        assertEquals(
                List.of("Hates coffee", "Likes green tea"),
                ask(MemoryApi.LIST, new MemoryApi.ListMemories("ann", 9, 0, null, MemoryKind.TASTE)).memories().stream()
                        .map(MemoryFact::content)
                        .toList());
    }

    @Test
    void changesAreUndoneTheLastFirst() {
        add("ann", "Likes tea");
        String tea = id("Likes tea");
        ask(MemoryApi.CHANGE, change(tea, "Likes coffee", null));
        ask(MemoryApi.CHANGE, change(tea, null, true));
        assertNotNull(all("ann").get(0).endedAt());
        forget("Likes coffee");
        assertEquals("delete", undo().what());
        assertNotNull(all("ann").get(0).endedAt());
        assertEquals("change", undo().what());
        assertNull(all("ann").get(0).endedAt());
        assertEquals("change", undo().what());
        assertEquals(List.of("Likes tea"), contents("ann"));
        assertEquals(tea, all("ann").get(0).memoryId());
        assertEquals("add", undo().what());
        assertEquals(List.of(), contents("ann"));
        assertNull(undo().what());
    }

    @Test
    void whatWasDeletedIsGoneAfterTenMinutesAndSoIsWhatItWasBefore() {
        add("ann", "Likes tea");
        ask(MemoryApi.CHANGE, change(id("Likes tea"), "Likes coffee", null));
        forget("Likes coffee");
        now = NOW.plus(Duration.ofMinutes(10));
        assertEquals("add", undo().what(), "of which nothing is left");
        assertNull(undo().what());
        assertEquals(List.of(), contents("ann"));
    }

    @Test
    void otherChangesAreUndoneForADay() {
        add("ann", "Likes tea");
        now = NOW.plus(Duration.ofHours(24));
        assertNull(undo().what());
        assertEquals(List.of("Likes tea"), contents("ann"));
    }

    @Test
    void whatAModelEndedIsTrueAgain() {
        learn("I live in Kassel", "Lives in Kassel");
        now = NOW.plusSeconds(60);
        learn("I moved to Leipzig", "Moved to Leipzig");
        assertNotNull(all("ann").get(1).endedAt());
        MemoryApi.Undone undone = undo();
        assertEquals("replace", undone.what());
        assertNull(all("ann").get(1).endedAt());
        assertEquals(List.of("Moved to Leipzig", "Lives in Kassel"), contents("ann"));
        assertNull(undo().what());
    }

    @Test
    void whatIsPinnedIsNeverEndedByWhatIsTold() {
        add("ann", "Lives in Kassel");
        ask(MemoryApi.CHANGE, new Change("ann", id("Lives in Kassel"), null, true, null, now));
        learn("I moved to Leipzig", "Moved to Leipzig");
        assertNull(all("ann").get(1).endedAt());
    }

    private MemoryApi.MemoriesImported bring(String file) {
        return ask(MemoryApi.IMPORT, new MemoryApi.ImportMemories("ann", file, true, now));
    }

    @Test
    void aListOfLinesIsBroughtAlongAndUndoneAtOnce() {
        add("ann", "Likes tea");
        MemoryApi.MemoriesImported done = bring("""
                # What it knew

                - Likes tea
                * Has a dog called Bruno
                1. Is allergic to nuts
                [2026-05-04] - Lives in Kassel
                Birthday is 3 May

                ---
                - ???
                """);
        assertEquals(new MemoryApi.MemoriesImported(4, 1, 1), done);
        assertEquals(
                List.of(
                        "Birthday is 3 May",
                        "Lives in Kassel",
                        "Is allergic to nuts",
                        "Has a dog called Bruno",
                        "Likes tea"),
                contents("ann"));
        assertTrue(all("ann").get(0).holds().yearly());
        assertEquals("add", undo().what());
        assertEquals(List.of("Likes tea"), contents("ann"));
    }

    @Test
    void anExportOfHersComesBackAsItWas() {
        String file = """
                {"memories": [
                    {"content": "Has an exam", "kind": "event", "holds": {"from": "2026-12-04", "until": "2026-12-04", "at": "09:00"},
                     "pinned": true, "confidential": false, "told_at": "2026-03-01T10:00:00.000Z", "ended_at": null},
                    {"content": "Lived in Paris", "ended_at": "2026-05-01T10:00:00.000Z"}, "Likes tea", {"no": 1}]}""";
        assertEquals(new MemoryApi.MemoriesImported(3, 0, 1), bring(file));
        MemoryFact exam = all("ann").get(2);
        assertTrue(exam.pinned());
        assertFalse(exam.confidential());
        assertEquals(Instant.parse("2026-03-01T10:00:00Z"), exam.createdAt());
        assertEquals(LocalDate.parse("2026-12-04"), exam.holds().from());
        assertNotNull(all("ann").get(1).endedAt());
    }

    @Test
    void daysThatNoCalendarHasAreLeftOut() {
        String file = """
                [{"content": "Loves sailing", "told_at": "-999999999-01-01T00:00:00Z"},
                 {"content": "Plays chess", "ended_at": "+1000000000-12-31T00:00:00Z"},
                 {"content": "Owns a boat", "holds": {"from": "+999999999-12-31", "until": "+999999999-12-31"}},
                 {"content": "Owns a car", "holds": {"from": "2026-12-10", "until": "2026-12-01"}}]""";
        assertEquals(new MemoryApi.MemoriesImported(4, 0, 0), bring(file));
        for (MemoryFact memory : all("ann")) {
            assertEquals(now, memory.createdAt());
            assertNull(memory.endedAt());
            assertFalse(memory.holds().isDated());
        }
    }

    @Test
    void aFileHasBounds() {
        String many =
                IntStream.range(0, 2_001).mapToObj(i -> "Knows number " + i).collect(Collectors.joining("\n"));
        assertThrows(Failure.class, () -> bring(many));
        assertThrows(Failure.class, () -> bring("# only a heading\n\n"));
        assertThrows(Failure.class, () -> bring("{}"));
        assertEquals(new MemoryApi.MemoriesImported(1, 0, 1), bring("x".repeat(501) + "\nLikes tea"));
    }

    @Test
    void nobodyUndoesWhatIsAnothers() {
        add("bob", "Likes tea");
        assertNull(undo().what());
        assertEquals(List.of("Likes tea"), contents("bob"));
    }
}
