package demi.store.postgres;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.Added;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that goes away, comes back, or only reads for a while, under a store that is not restarted. */
class OutageTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEOPLE = 6;

    private TestPostgres server;
    private StoreFixture store;

    @BeforeEach
    void open() {
        assumeTrue(TestPostgres.isAvailable());
        server = TestPostgres.start();
        store = new StoreFixture(
                StoreSettings.defaults(new Database.Server(server.server(server.newDatabase()))), 5_000);
        for (int i = 0; i < PEOPLE; i++) {
            String id = "u" + i;
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(id, id + "@x.org", id, new Secret("hash"), T, false));
        }
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Future<Added> say(int number) {
        return store.bus.request(
                MessageStore.ADD_MESSAGE,
                new AddMessage("m" + number, "u" + number % PEOPLE, "text " + number, "c" + number, T));
    }

    private List<Message> messages(int person) {
        return store.ask(MessageStore.HISTORY, new MessageStore.GetHistory("u" + person, 100_000, 0, null))
                .messages();
    }

    private String trouble() {
        String trouble = requireNonNull(store.verticle.writer()).trouble();
        return trouble == null ? "" : trouble;
    }

    @Test
    void whatWasAcknowledgedBeforeACrashUnderLoadIsThereOnceAndWhatFailedMayBeSaidAgain() {
        Set<Integer> acknowledged = new HashSet<>();
        List<Future<Added>> said = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            said.add(say(i));
        }
        StoreFixture.get(Future.any(said));
        server.crash();
        StoreFixture.get(Future.join(said).otherwiseEmpty());
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).succeeded()) {
                acknowledged.add(i);
            } else {
                assertEquals(
                        Failure.Code.UNAVAILABLE, Failure.codeOf(said.get(i).cause()));
            }
        }
        assertTrue(acknowledged.size() < said.size(), "the server went away too late");
        server.startAgain();

        await().atMost(PATIENCE).until(() -> trouble().isEmpty() && say(5_000).toCompletionStage() != null);
        await().atMost(PATIENCE).untilAsserted(() -> assertTrue(kept().containsAll(acknowledged)));

        List<Future<Added>> again = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            again.add(say(i));
        }
        StoreFixture.get(Future.all(again));
        assertEquals(2_000, kept().stream().filter(number -> number < 2_000).count());
        for (int person = 0; person < PEOPLE; person++) {
            List<Long> places = messages(person).stream().map(Message::seq).toList();
            assertEquals(places.stream().sorted().distinct().toList(), places);
        }
    }

    private Set<Integer> kept() {
        Set<Integer> kept = new HashSet<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (Message message : messages(person)) {
                assertTrue(kept.add(Integer.parseInt(message.messageId().substring(1))), "once");
            }
        }
        return kept;
    }

    @Test
    void aRestartWhileNobodyWritesIsNotNoticed() {
        StoreFixture.get(say(1));
        server.stop("fast");
        server.startAgain();
        await().atMost(PATIENCE).until(() -> trouble().isEmpty());
        assertNotNull(StoreFixture.get(say(2)));
        assertEquals(1, messages(1).size());
    }

    @Test
    void whileTheServerIsGoneWritesAreRefusedAtOnceAndHealthSaysWhy() {
        server.crash();
        await().atMost(PATIENCE).until(() -> trouble().equals("The database server cannot be reached."));
        Failure failure = assertThrows(Failure.class, () -> StoreFixture.get(say(1)));
        assertEquals(Failure.Code.UNAVAILABLE, failure.code());
        assertThrows(Failure.class, () -> messages(1));
        server.startAgain();
        await().atMost(PATIENCE).until(() -> trouble().isEmpty());
        StoreFixture.get(say(1));
        assertEquals(1, messages(1).size());
    }

    @Test
    void aServerThatOnlyReadsIsReadAndNotWritten() {
        StoreFixture.get(say(1));
        readOnly(true);
        await().atMost(PATIENCE).until(() -> trouble().equals("The database server is a standby that only reads."));
        assertEquals(
                Failure.Code.UNAVAILABLE,
                assertThrows(Failure.class, () -> StoreFixture.get(say(7))).code());
        assertEquals(1, messages(1).size());
        readOnly(false);
        await().atMost(PATIENCE).until(() -> trouble().isEmpty());
        StoreFixture.get(say(7));
        assertEquals(2, messages(1).size());
    }

    private void readOnly(boolean on) {
        server.sql("postgres", "SET default_transaction_read_only = off");
        server.sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"));
        server.sql("postgres", "SELECT pg_reload_conf()");
    }
}
