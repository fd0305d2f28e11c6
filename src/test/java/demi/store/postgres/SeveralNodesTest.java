package demi.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stores at one database: what only one of them may do, and what none may do to the other. */
class SeveralNodesTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    private final List<StoreFixture> nodes = new ArrayList<>();
    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(TestPostgres.isAvailable());
        database = TestPostgres.shared().newDatabase();
    }

    @AfterEach
    void close() {
        nodes.forEach(StoreFixture::close);
    }

    private StoreFixture node() {
        return new StoreFixture(
                StoreSettings.defaults(new Database.Server(TestPostgres.shared().server(database))), 5_000);
    }

    /** Both find an empty database. */
    private void openTwoAtOnce() {
        List<CompletableFuture<StoreFixture>> starting =
                List.of(CompletableFuture.supplyAsync(this::node), CompletableFuture.supplyAsync(this::node));
        starting.forEach(start -> nodes.add(start.join()));
    }

    private static Future<AccountStore.Outcome> add(StoreFixture node, String id, String email, boolean first) {
        return node.bus.request(
                AccountStore.ADD_USER, new AccountStore.AddUser(id, email, id, new Secret("hash"), T, first));
    }

    @Test
    void ofTwoThatMigrateAtOnceOneDoesAndBothWork() {
        openTwoAtOnce();
        assertEquals(
                3, TestPostgres.shared().number(database, "SELECT count(*) FROM flyway_schema_history WHERE success"));
        assertTrue(StoreFixture.get(add(nodes.get(0), "a", "a@x.org", true)).done());
        assertEquals(
                1,
                nodes.get(1)
                        .ask(AccountStore.USERS, new AccountStore.ListUsers(false))
                        .users()
                        .size());
    }

    @Test
    void ofManyThatWouldBeTheFirstAccountOneIs() {
        openTwoAtOnce();
        List<Future<AccountStore.Outcome>> added = IntStream.range(0, 20)
                .mapToObj(i -> add(nodes.get(i % 2), "u" + i, "u" + i + "@x.org", true))
                .toList();
        StoreFixture.get(Future.all(added));
        assertEquals(1, added.stream().filter(each -> each.result().done()).count());
    }

    @Test
    void oneEMailIsOneAccount() {
        openTwoAtOnce();
        List<Future<AccountStore.Outcome>> added = IntStream.range(0, 20)
                .mapToObj(i -> add(nodes.get(i % 2), "u" + i, "me@x.org", false))
                .toList();
        StoreFixture.get(Future.all(added));
        assertEquals(1, added.stream().filter(each -> each.result().done()).count());
    }

    @Test
    void whatIsSaidTwiceToTwoNodesIsOneMessage() {
        openTwoAtOnce();
        StoreFixture.get(add(nodes.get(0), "u", "u@x.org", true));
        List<Future<Added>> said = IntStream.range(0, 200)
                .mapToObj(i -> nodes.get(i % 2)
                        .bus
                        .request(MessageStore.ADD_MESSAGE, new AddMessage("m" + i, "u", "hi", "c" + i / 2, T)))
                .toList();
        StoreFixture.get(Future.all(said));
        List<Message> kept = nodes.get(1)
                .ask(MessageStore.HISTORY, new MessageStore.GetHistory("u", 1_000, 0, null))
                .messages();
        assertEquals(100, kept.size());
        assertEquals(
                100, said.stream().filter(each -> each.result().duplicate()).count());
    }

    @Test
    void wrongPasswordsAreCountedWhicheverNodeIsAsked() {
        openTwoAtOnce();
        StoreFixture.get(add(nodes.get(0), "u", "u@x.org", true));
        List<Future<AccountStore.AttemptCounted>> counted = IntStream.range(0, 10)
                .mapToObj(i -> nodes.get(i % 2)
                        .bus
                        .request(
                                AccountStore.COUNT_ATTEMPT,
                                new AccountStore.CountAttempt("u@x.org", T, 100, Duration.ofMinutes(15))))
                .toList();
        StoreFixture.get(Future.all(counted));
        assertEquals(
                10,
                nodes.get(0)
                        .ask(AccountStore.USERS, new AccountStore.ListUsers(false))
                        .users()
                        .get(0)
                        .failedAttempts());
    }

    @Test
    void aDatabaseOfANewerDemiIsRefused() {
        node().close();
        TestPostgres.shared()
                .sql(
                        database,
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                                + " execution_time, success) VALUES (99, '999', 'x', 'SQL', 'x', 'x', 1, true)");
        Failure failure = assertThrows(Failure.class, this::node);
        assertTrue(failure.sentence().contains("newer Demi"), failure.sentence());
    }

    @Test
    void aDatabaseOfSomethingElseIsRefusedAndLeftAsItIs() {
        TestPostgres.shared().sql(database, "CREATE TABLE invoices (id INTEGER)");
        Failure failure = assertThrows(Failure.class, this::node);
        assertTrue(failure.sentence().contains("not Demi's"), failure.sentence());
        assertEquals(
                1,
                TestPostgres.shared()
                        .number(database, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"));
    }
}
