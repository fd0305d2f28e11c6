package demi.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageChangeStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person deletes is in no byte of the next copy, nor of the file itself. */
class ForgottenBytesTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    /** As it is, and as the index of words has it. */
    private static final List<String> FORMS = List.of("Zyxquorble", "zyxquorbl");

    @TempDir
    Path folder;

    @Test
    void aWordThatWasDeletedIsInNoCopyAndNotInTheFile() throws Exception {
        Path database = folder.resolve("demi.sqlite");
        try (StoreFixture store = new StoreFixture(database)) {
            List<Object> made = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(StoreEvents.BACKED_UP, made::add));
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser("u", "ann@x.org", "Ann", new Secret("h"), T, false));
            List<MemoryStore.Fact> facts = IntStream.range(0, 300)
                    .mapToObj(i -> new MemoryStore.Fact("m" + i, "Knows number " + i, null, true))
                    .toList();
            store.ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("u", facts, List.of(), T));
            MemoryStore.Fact secret = new MemoryStore.Fact("secret", "Is in love with Zyxquorble", null, true);
            store.ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("u", List.of(secret), List.of(), T));
            store.ask(MessageStore.SAVE_NOTES, new MessageStore.SaveNotes("u", "They love Zyxquorble. It rains."));
            Path before = folder.resolve("before");
            backUp(store, database, before, made);
            assertTrue(holds(before), "or nothing is tested");

            assertTrue(store.ask(MemoryStore.FORGET, new MemoryApi.Forget("u", "secret"))
                    .found());
            made.clear();
            Path after = folder.resolve("after");
            backUp(store, database, after, made);
            assertFalse(holds(after));
        }
        assertFalse(has(database), "closed, and with it the log moved into the file");
    }

    @Test
    void aMessageThatWasRemovedIsInNoCopyAndNotInTheFile() throws Exception {
        Path database = folder.resolve("demi.sqlite");
        try (StoreFixture store = new StoreFixture(database)) {
            List<Object> made = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(StoreEvents.BACKED_UP, made::add));
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser("u", "ann@x.org", "Ann", new Secret("h"), T, false));
            for (int i = 0; i < 300; i++) {
                say(store, "m" + i, "Number " + i + " of many");
            }
            say(store, "secret", "I am in love with Zyxquorble");
            store.ask(RecallStore.INDEX, new RecallStore.Index(500));
            Path before = folder.resolve("before");
            backUp(store, database, before, made);
            assertTrue(holds(before), "or nothing is tested");

            store.ask(MessageChangeStore.REMOVE, new MessageChangeStore.RemoveMessage("u", "secret"));
            made.clear();
            Path after = folder.resolve("after");
            backUp(store, database, after, made);
            assertFalse(holds(after));
        }
        assertFalse(has(database), "closed, and with it the log moved into the file");
    }

    private static void say(StoreFixture store, String id, String content) {
        store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, "u", content, null, T));
    }

    private static void backUp(StoreFixture store, Path database, Path where, List<Object> made) {
        String id = StoreFixture.get(store.vertx.deployVerticle(new BackupsVerticle(
                store.bus, () -> T, database, new BackupSettings(Duration.ofMillis(20), 3, where))));
        await().until(() -> !made.isEmpty());
        StoreFixture.get(store.vertx.undeploy(id));
    }

    private static boolean holds(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            for (Path file : files.toList()) {
                if (has(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(Path file) throws IOException {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return FORMS.stream().anyMatch(bytes::contains);
    }
}
