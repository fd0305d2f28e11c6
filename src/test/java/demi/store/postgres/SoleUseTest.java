package demi.store.postgres;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.sql.StoreWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two that each would be the only one. */
class SoleUseTest {

    /** Of the connection that holds the lock; others wait for none. */
    private static final String CUT =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final List<StoreFixture> open = new ArrayList<>();
    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(TestPostgres.isAvailable());
        database = TestPostgres.shared().newDatabase();
    }

    @AfterEach
    void close() {
        open.forEach(StoreFixture::close);
    }

    private StoreFixture alone() {
        StoreFixture made = StoreFixture.alone(
                StoreSettings.defaults(new Database.Server(TestPostgres.shared().server(database))));
        open.add(made);
        return made;
    }

    private static int users(StoreFixture store) {
        return store.ask(AccountStore.USERS, new AccountStore.ListUsers(false))
                .users()
                .size();
    }

    @Test
    void theSecondIsRefusedUntilTheFirstHasEnded() {
        StoreFixture first = alone();
        Failure refused = assertThrows(Failure.class, this::alone);
        assertEquals(SoleUse.AT_WORK, refused.sentence());
        first.close();
        open.remove(first);
        assertEquals(0, users(alone()));
    }

    @Test
    void aConnectionThatIsCutIsTakenAgain() {
        StoreFixture first = alone();
        assertEquals(1, TestPostgres.shared().number(database, CUT));
        await().until(() -> locks("granted") == 1);
        assertThrows(Failure.class, this::alone);
        assertEquals(0, users(first));
    }

    @Test
    void whoWasTakenOverKeepsNothingUntilTheOtherHasEnded() throws Exception {
        StoreFixture first = alone();
        SoleUse other = new SoleUse(new Connections(TestPostgres.shared().server(database)));
        CompletableFuture<Void> claimed = CompletableFuture.runAsync(() -> {
            try {
                other.claim();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        // It stands in the queue, and so is quicker after a cut.
        await().until(() -> locks("NOT granted") == 1);
        TestPostgres.shared().number(database, CUT);
        claimed.join();
        await().until(() -> SoleUse.TAKEN_OVER.equals(trouble(first)));
        assertThrows(
                Failure.class,
                () -> first.ask(
                        AccountStore.ADD_USER,
                        new AccountStore.AddUser(
                                "a", "a@x.org", "a", new Secret("hash"), Instant.parse("2026-11-23T10:00:00Z"), true)));
        other.close();
        await().until(() -> trouble(first).isEmpty());
        assertEquals(0, users(first));
    }

    private static String trouble(StoreFixture store) {
        StoreWriter writer = store.verticle.writer();
        return writer == null || writer.trouble() == null ? "" : String.valueOf(writer.trouble());
    }

    private long locks(String condition) {
        return TestPostgres.shared()
                .number(
                        database,
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND " + condition
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }
}
