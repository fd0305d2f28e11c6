package demi.store.sqlite;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.GetHistory;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.bus.HandlerFault;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.backup.Backup;
import demi.store.sql.StoreWriter;
import io.vertx.core.Future;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class GroupCommitWriterTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("demi.sqlite");
    }

    private StoreFixture open(int batchLimit, int queueLimit, int busyMillis) {
        StoreFixture store = new StoreFixture(new StoreSettings(file(), 2, batchLimit, queueLimit), busyMillis);
        store.ask(AccountStore.ADD_USER, new AccountStore.AddUser("u", "u@x.org", "u", new Secret("h"), T, false));
        return store;
    }

    private static Future<Added> say(StoreFixture store, String user, int number) {
        return store.bus.request(MessageStore.ADD_MESSAGE, new AddMessage("m" + number, user, "hi", "c" + number, T));
    }

    private static List<Future<Added>> sayMany(StoreFixture store, int count) {
        List<Future<Added>> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(say(store, "u", i));
        }
        return said;
    }

    private static int kept(StoreFixture store) {
        return store.ask(MessageStore.HISTORY, new GetHistory("u", 100_000, 0, null))
                .messages()
                .size();
    }

    /** Another process, as far as SQLite is concerned. */
    private Connection outsider() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file() + "?busy_timeout=5000");
    }

    @Test
    void aFullQueueRefusesAtOnce() throws SQLException {
        try (StoreFixture store = open(1, 3, 5_000);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            List<Future<Added>> said = sayMany(store, 10);
            await().until(() -> said.stream().filter(Future::failed).count() == 6);
            statement.execute("ROLLBACK");
            StoreFixture.get(Future.join(said).otherwiseEmpty());

            assertEquals(4, kept(store));
            Failure failure = assertThrows(Failure.class, () -> StoreFixture.get(said.get(9)));
            assertEquals(Failure.Code.UNAVAILABLE, failure.code());
        }
    }

    @Test
    void aLockedDatabaseIsToldAndRecovers() throws SQLException {
        try (StoreFixture store = open(512, 10_000, 50);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            List<HealthApi.ComponentHealth> parts = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, parts::add));
            statement.execute("BEGIN IMMEDIATE");

            Failure failure = assertThrows(Failure.class, () -> StoreFixture.get(say(store, "u", 1)));
            assertEquals(Failure.Code.UNAVAILABLE, failure.code());
            await().until(() -> parts.stream().anyMatch(part -> part.status() == HealthApi.Status.DOWN));
            assertEquals(0, kept(store), "reading goes on");

            statement.execute("ROLLBACK");
            await().until(() -> !parts.isEmpty() && parts.get(parts.size() - 1).status() == HealthApi.Status.UP);
            assertFalse(StoreFixture.get(say(store, "u", 1)).duplicate());
        }
    }

    @Test
    void theRollCallIsAnswered() {
        try (StoreFixture store = open(512, 10_000, 5_000)) {
            List<HealthApi.ComponentHealth> parts = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, parts::add));
            store.bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());

            await().until(() -> parts.size() == 1);
            assertEquals("database", parts.get(0).name());
            assertEquals(HealthApi.Status.UP, parts.get(0).status());
        }
    }

    @Test
    void whatAnotherProcessWritesIsToldAndDoesNotDisturbTheOrder() throws SQLException {
        try (StoreFixture store = open(512, 10_000, 5_000);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            AtomicInteger told = new AtomicInteger();
            StoreFixture.get(
                    store.bus.subscribe(StoreEvents.CHANGED_BY_OTHER_PROCESS, change -> told.incrementAndGet()));
            long seq = StoreFixture.get(say(store, "u", 1)).message().seq();
            statement.execute("""
                    INSERT INTO android_messages
                        (message_id, conversation_id, user_id, sender, content, status, created_at, seq)
                    VALUES ('foreign', 'u', 'u', 'demi', 'x', 'sent', '2026-11-23T10:00:00.000000+00:00', %d)""".formatted(seq + 1));

            assertEquals(seq + 2, StoreFixture.get(say(store, "u", 2)).message().seq());
            await().until(() -> told.get() == 1);
        }
    }

    @Test
    void undeployingFinishesWhatIsQueuedAndLeavesOneFile() throws Exception {
        try (StoreFixture store = open(10, 10_000, 5_000)) {
            List<Future<Added>> said = sayMany(store, 500);
            store.undeploy();
            await().until(() -> said.stream().allMatch(Future::isComplete));
            long acknowledged = said.stream().filter(Future::succeeded).count();

            assertFalse(Files.exists(folder.resolve("demi.sqlite-wal")));
            try (Connection outsider = outsider();
                    Statement statement = outsider.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM android_messages")) {
                assertEquals(acknowledged, count.getLong(1));
            }
        }
    }

    @Test
    void onlyTheOwnerCanReadTheFiles() throws Exception {
        try (StoreFixture store = new StoreFixture(folder.resolve("new/demi.sqlite"))) {
            store.ask(AccountStore.ADD_USER, new AccountStore.AddUser("u", "u@x", "u", new Secret("h"), T, false));
            Path made = folder.resolve("new");
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
            try (var files = Files.list(made)) {
                List<Path> all = files.toList();
                assertEquals(3, all.size());
                for (Path each : all) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                            each.toString());
                }
            }
        }
    }

    private List<HealthApi.ComponentHealth> told(StoreFixture store) {
        List<HealthApi.ComponentHealth> parts = new CopyOnWriteArrayList<>();
        StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, parts::add));
        return parts;
    }

    private static boolean isLast(List<HealthApi.ComponentHealth> parts, HealthApi.Status status) {
        return !parts.isEmpty() && parts.get(parts.size() - 1).status() == status;
    }

    private static String lastDetail(List<HealthApi.ComponentHealth> parts) {
        return parts.get(parts.size() - 1).detail();
    }

    @Test
    void afterALockOneFailingWriteStillTakesNobodyAlong() throws SQLException {
        try (StoreFixture store = open(512, 10_000, 50);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            List<HealthApi.ComponentHealth> parts = told(store);
            statement.execute("BEGIN IMMEDIATE");
            assertThrows(Failure.class, () -> StoreFixture.get(say(store, "u", 1)));
            statement.execute("ROLLBACK");
            await().until(() -> isLast(parts, HealthApi.Status.UP));
            parts.clear();
            Future<Added> nobody = say(store, "nobody", 2);
            Future<Added> somebody = say(store, "u", 3);
            assertEquals(
                    Failure.Code.NOT_FOUND,
                    assertThrows(Failure.class, () -> StoreFixture.get(nobody)).code());
            assertFalse(StoreFixture.get(somebody).duplicate());
            assertEquals(List.of(), parts);
        }
    }

    @Test
    void aWriteThatFailsForADefectIsCountedAsOne() throws SQLException {
        try (StoreFixture store = open(512, 10_000, 5_000);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            List<HandlerFault> faults = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(HandlerFault.ADDRESS, faults::add));
            statement.execute("CREATE TRIGGER defect BEFORE INSERT ON android_messages WHEN NEW.message_id = 'm1'"
                    + " BEGIN SELECT RAISE(ABORT, 'defect'); END");
            Future<Added> failing = say(store, "u", 1);
            Future<Added> fine = say(store, "u", 2);
            assertEquals(
                    Failure.Code.INTERNAL,
                    assertThrows(Failure.class, () -> StoreFixture.get(failing)).code());
            assertFalse(StoreFixture.get(fine).duplicate());
            await().until(() -> faults.stream().anyMatch(fault -> fault.room().equals("store") && fault.inARow() == 1));
        }
    }

    @Test
    void alsoWhileNobodyWritesALockIsTold() throws SQLException {
        try (StoreFixture store = open(512, 10_000, 50);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            List<HealthApi.ComponentHealth> parts = told(store);
            statement.execute("BEGIN IMMEDIATE");
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            statement.execute("ROLLBACK");
            await().until(() -> isLast(parts, HealthApi.Status.UP));
        }
    }

    /** A lock that is waited for stands for a disk that hangs: the writer's thread comes back from neither. */
    @Test
    void aDiskThatHangsIsToldAndWhatWasUnderWayIsKept() throws SQLException {
        try (StoreFixture store = new StoreFixture(new StoreSettings(file(), 2, 512, 10_000), 60_000, 100);
                Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            store.ask(AccountStore.ADD_USER, new AccountStore.AddUser("u", "u@x.org", "u", new Secret("h"), T, false));
            List<HealthApi.ComponentHealth> parts = told(store);
            statement.execute("BEGIN IMMEDIATE");
            Future<Added> underWay = say(store, "u", 1);
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            assertTrue(lastDetail(parts).contains("does not answer"), lastDetail(parts));
            Failure refused = assertThrows(Failure.class, () -> StoreFixture.get(say(store, "u", 2)));
            assertTrue(refused.sentence().contains("does not answer"), refused.sentence());
            statement.execute("ROLLBACK");
            assertFalse(StoreFixture.get(underWay).duplicate());
            await().until(() -> isLast(parts, HealthApi.Status.UP));
            assertFalse(StoreFixture.get(say(store, "u", 3)).duplicate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demi.sqlite", "demi.sqlite-wal"})
    void whatWouldBeWrittenToAFileThatIsGoneIsRefused(String name) throws Exception {
        try (StoreFixture store = open(512, 10_000, 50)) {
            List<HealthApi.ComponentHealth> parts = told(store);
            StoreFixture.get(say(store, "u", 1));
            Path file = folder.resolve(name);
            Files.move(file, folder.resolve("elsewhere"));
            Failure refused = assertThrows(Failure.class, () -> StoreFixture.get(say(store, "u", 2)));
            assertEquals(Failure.Code.UNAVAILABLE, refused.code());
            assertTrue(refused.sentence().contains(name + " was removed, emptied or replaced"), refused.sentence());
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            Files.move(folder.resolve("elsewhere"), file);
            await().until(() -> isLast(parts, HealthApi.Status.UP));
            StoreFixture.get(say(store, "u", 4));
            assertEquals(2, kept(store));
        }
    }

    @Test
    void aFileThatIsEmptiedStaysSoAndItsLogIsWhatIsLeft() throws Exception {
        try (StoreFixture store = open(512, 10_000, 50)) {
            List<HealthApi.ComponentHealth> parts = told(store);
            StoreFixture.get(say(store, "u", 1));
            long log = Files.size(SidecarFile.LOG.of(file()));
            Files.write(file(), new byte[0]);
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            assertTrue(lastDetail(parts).contains("emptied"), lastDetail(parts));
            StoreWriter writer = requireNonNull(store.verticle.writer());
            long before = writer.probes();
            await().until(() -> writer.probes() > before);
            assertEquals(0, Files.size(file()));
            assertEquals(log, Files.size(SidecarFile.LOG.of(file())));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherFileInItsPlaceIsNotTouchedAndNothingOfTheOldOneIsLost(boolean killed) throws Exception {
        Path old = folder.resolve("old.sqlite");
        byte[] other;
        try (StoreFixture store = open(512, 10_000, 50)) {
            List<HealthApi.ComponentHealth> parts = told(store);
            Path copy = folder.resolve("copy.sqlite");
            Backup.to(file(), copy);
            other = Files.readAllBytes(copy);
            StoreFixture.get(say(store, "u", 1));
            Files.move(file(), old);
            Files.move(copy, file());
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            assertTrue(lastDetail(parts).contains("replaced"), lastDetail(parts));
            assertThrows(Failure.class, () -> StoreFixture.get(say(store, "u", 2)));
            StoreWriter writer = requireNonNull(store.verticle.writer());
            long before = writer.probes();
            await().until(() -> writer.probes() > before + 1);
            assertArrayEquals(other, Files.readAllBytes(file()));
            assertEquals(0, Files.size(SidecarFile.LOG.of(file())), "a kill would leave it beside the wrong file");
            if (killed) {
                Files.copy(old, folder.resolve("as-killed.sqlite"));
            }
        }
        assertArrayEquals(other, Files.readAllBytes(file()));
        Path rescued = new BackupFolder(folder.resolve("backups")).all().get(0).file();
        for (Path each : List.of(killed ? folder.resolve("as-killed.sqlite") : old, rescued)) {
            try (StoreFixture store = new StoreFixture(each)) {
                assertEquals(1, kept(store), each.toString());
            }
        }
    }

    @Test
    void damageThatIsFoundWhileSheRunsIsToldAndNothingMoreIsWritten() throws Exception {
        try (StoreFixture store = open(512, 10_000, 50)) {
            List<HealthApi.ComponentHealth> parts = told(store);
            for (Future<Added> said : sayMany(store, 500)) {
                StoreFixture.get(said);
            }
            overwritePagesOf("android_messages");
            assertThrows(Failure.class, () -> kept(store));
            await().until(() -> isLast(parts, HealthApi.Status.DOWN));
            assertTrue(lastDetail(parts).contains("damaged"), lastDetail(parts));
            Failure refused = assertThrows(
                    Failure.class,
                    () -> store.ask(
                            AccountStore.ADD_USER,
                            new AccountStore.AddUser("v", "v@x.org", "v", new Secret("h"), T, false)));
            assertTrue(refused.sentence().contains("damaged"), refused.sentence());
        }
    }

    /** As a dying disk does, below SQLite. */
    private void overwritePagesOf(String table) throws Exception {
        List<Long> pages = new ArrayList<>();
        try (Connection outsider = outsider();
                Statement statement = outsider.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            try (var rows = statement.executeQuery(
                    "SELECT pageno FROM dbstat WHERE name = '" + table + "' AND pagetype = 'leaf'")) {
                while (rows.next()) {
                    pages.add(rows.getLong(1));
                }
            }
        }
        assertFalse(pages.isEmpty());
        byte[] rubbish = new byte[4096];
        Arrays.fill(rubbish, (byte) 0x5a);
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page : pages) {
                file.seek((page - 1) * rubbish.length);
                file.write(rubbish);
            }
        }
    }
}
