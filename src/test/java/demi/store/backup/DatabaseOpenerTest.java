package demi.store.backup;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.store.AccountStore;
import demi.api.store.EmotionStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.RecallStore;
import demi.api.value.Emotion;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.StoreFixture;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.LegacyMemoryTableCallback;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SidecarFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOpenerTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("demi.sqlite");
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** What the Python server left behind, with all that can be wrong with it. */
    private void python() throws SQLException {
        sql(
                "CREATE TABLE users (user_id TEXT PRIMARY KEY, email TEXT UNIQUE, username TEXT, password_hash TEXT,"
                        + " created_at TIMESTAMP, last_login TIMESTAMP, is_active BOOLEAN,"
                        + " failed_login_attempts INTEGER, locked_until TEXT)",
                "CREATE TABLE sessions (session_id TEXT PRIMARY KEY, user_id TEXT REFERENCES users(user_id) ON DELETE"
                        + " CASCADE, device_name TEXT, device_fingerprint TEXT, refresh_token_hash TEXT,"
                        + " created_at TEXT, last_activity TEXT, expires_at TEXT, is_active INTEGER)",
                "CREATE TABLE android_messages (message_id TEXT PRIMARY KEY, conversation_id TEXT, user_id TEXT"
                        + " REFERENCES users(user_id) ON DELETE CASCADE, sender TEXT, content TEXT,"
                        + " emotion_state JSON, status TEXT, delivered_at TEXT, read_at TEXT, created_at TEXT)",
                "CREATE TABLE emotional_state (id TEXT PRIMARY KEY NOT NULL, timestamp TEXT UNIQUE, loneliness REAL,"
                        + " excitement REAL, frustration REAL, jealousy REAL, vulnerability REAL, confidence REAL,"
                        + " curiosity REAL, affection REAL, defensiveness REAL, momentum_json TEXT, notes TEXT)",
                "INSERT INTO users VALUES ('u1', 'Ann@X.org', NULL, '$2b$x', '2025-01-01 10:00:00', NULL, 1, NULL, NULL)",
                "INSERT INTO users VALUES ('u2', 'ann@x.ORG', 'a', NULL, NULL, 'rubbish', NULL, 'many', 'never')",
                "INSERT INTO sessions VALUES ('s1', 'u1', NULL, NULL, 'h', NULL, '2025-01-01T10:00:00Z',"
                        + " '2099-01-01T00:00:00+01:00', 1)",
                "INSERT INTO sessions VALUES ('s2', 'u1', NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                message("m3", "user", "'c'", "NULL", "NULL", "'2025-01-01T10:00:00.250000+00:00'"),
                message("m1", "user", "'a'", "'{\"loneliness\": NaN}'", "'sent'", "'2025-01-01T10:59:59+01:00'"),
                message("m4", "demi", "'d'", nine("2.5", ", \"boredom\": 1"), "'read'", "'2025-01-01T10:00:00.5Z'"),
                message("m2", "assistant", "'b'", "'[]'", "'odd'", "'2025-01-01 10:00:00.1'"),
                message("m0", "demi", "NULL", nine("\"high\"", ""), "'delivered'", "NULL"),
                "INSERT INTO emotional_state VALUES ('e1', '2025-01-01T10:00:00Z',"
                        + " .1, .2, .3, .4, .5, .6, .7, .8, 1.5, NULL, NULL)",
                "INSERT INTO emotional_state VALUES ('e2', '2025-01-02T10:00:00Z',"
                        + " 'NaN', .2, .3, .4, .5, .6, .7, .8, NULL, NULL, NULL)");
    }

    private static String message(
            String id, String sender, String content, String emotions, String status, String createdAt) {
        return "INSERT INTO android_messages VALUES ('%s', 'u1', 'u1', '%s', %s, %s, %s, NULL, NULL, %s)"
                .formatted(id, sender, content, emotions, status, createdAt);
    }

    private static String nine(String loneliness, String more) {
        StringBuilder json = new StringBuilder("'{\"loneliness\": " + loneliness);
        for (Emotion emotion : Emotion.values()) {
            if (emotion != Emotion.LONELINESS) {
                json.append(", \"").append(emotion.key()).append("\": 0.25");
            }
        }
        return json.append(more).append("}'").toString();
    }

    private List<Path> backups() throws IOException {
        Path backups = folder.resolve("backups");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (var files = Files.list(backups)) {
            return files.toList();
        }
    }

    private Failure refused() {
        return assertThrows(Failure.class, () -> new StoreFixture(file()).close());
    }

    @Test
    void aPythonDatabaseIsBackedUpAndGoesOn() throws Exception {
        python();
        try (StoreFixture store = new StoreFixture(file())) {
            List<Message> messages = store.ask(MessageStore.HISTORY, new GetHistory("u1", 100, 0, null))
                    .messages();
            assertEquals(
                    List.of("m0", "m1", "m2", "m3", "m4"),
                    messages.stream().map(Message::messageId).toList());
            assertEquals(Instant.EPOCH, messages.get(0).createdAt());
            assertEquals("", messages.get(0).content());
            assertEquals(Message.Sender.DEMI, messages.get(2).sender());
            assertEquals(Message.Status.SENT, messages.get(2).status());
            assertEquals(
                    Instant.parse("2025-01-01T10:00:00.1Z"), messages.get(2).createdAt());
            assertEquals(Message.Status.SENT, messages.get(3).status());
            for (Message odd : messages.subList(0, 4)) {
                assertNull(odd.emotions());
            }
            assertNotNull(messages.get(4).emotions());
            assertEquals(1, messages.get(4).emotions().loneliness());
            assertEquals(
                    List.of(),
                    store.ask(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                            .open());

            Message next = store.ask(
                            MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("n", "u1", "hello again", "c", T))
                    .message();
            assertTrue(next.seq() > messages.get(4).seq());
            accounts(store);
            moods(store);
        }
        assertEquals(1, backups().size());
        new StoreFixture(file()).close();
        assertEquals(1, backups().size(), "nothing to migrate, nothing to back up");
    }

    @Test
    void aTimeThatCannotBeReadIsNotToday() throws Exception {
        python();
        sql(message("m5", "user", "'e'", "NULL", "NULL", "'next Tuesday'"));
        try (StoreFixture store = new StoreFixture(file())) {
            Instant later = Instant.parse("2025-06-01T00:00:00Z");
            assertEquals(
                    List.of(),
                    store.ask(MessageStore.HISTORY, new GetHistory("u1", 100, 0, later))
                            .messages());
            Message odd = store.ask(MessageStore.HISTORY, new GetHistory("u1", 100, 0, null)).messages().stream()
                    .filter(message -> message.messageId().equals("m5"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Instant.parse("2025-01-01T10:00:00.1Z"), odd.createdAt(), "as old as the row before");
        }
    }

    private static void accounts(StoreFixture store) {
        AccountStore.User ann = store.ask(AccountStore.FIND_USER, new AccountStore.FindUser("ann@x.org"))
                .user();
        assertNotNull(ann);
        assertEquals(
                2,
                store.ask(AccountStore.USERS, new AccountStore.ListUsers())
                        .users()
                        .size());
        AccountStore.Session session = store.ask(AccountStore.FIND_SESSION, new AccountStore.FindSession("s1"))
                .session();
        assertNotNull(session);
        assertEquals(Instant.parse("2098-12-31T23:00:00Z"), session.expiresAt());
        assertEquals("ann@x.org", session.email());
        assertNotNull(store.ask(AccountStore.FIND_SESSION, new AccountStore.FindSession("s2"))
                .session());
        assertEquals(
                List.of("s1"),
                store.ask(AccountStore.VALID_SESSIONS, new AccountStore.FilterValidSessions(List.of("s1", "s2"), T))
                        .sessionIds());
    }

    private static void moods(StoreFixture store) {
        EmotionStore.State state = store.ask(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState())
                .state();
        assertNotNull(state);
        assertEquals(0.1, state.feelings().loneliness());
        assertEquals(1, state.feelings().defensiveness());
        store.ask(
                EmotionStore.SAVE_STATE,
                new EmotionStore.SaveState(new EmotionStore.State(T, state.feelings(), "{}", "x"), List.of()));
        EmotionStore.State kept = store.ask(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState())
                .state();
        assertNotNull(kept);
        assertEquals("x", kept.notes());
    }

    @Test
    void aMigrationThatFailsLeavesTheDatabaseAsItWas() throws Exception {
        python();
        sql("ALTER TABLE sessions ADD COLUMN rotation TEXT");
        refused();
        assertEquals(List.of(), backups(), "nothing has changed, so there is nothing to go back to");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var columns = statement.executeQuery(
                        "SELECT count(*) FROM pragma_table_info('android_messages') WHERE name = 'seq'")) {
            assertEquals(0, columns.getLong(1));
        }
    }

    @Test
    void aMemoryTableOfTheEarlierServerIsPutAsideWhole() throws Exception {
        python();
        sql(
                "CREATE TABLE memory (id INTEGER PRIMARY KEY, what TEXT)",
                "INSERT INTO memory (what) VALUES ('likes tea')");
        new StoreFixture(file()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT what FROM " + LegacyMemoryTableCallback.ASIDE)) {
            assertEquals("likes tea", rows.getString(1));
        }
    }

    @Test
    void aNewerDatabaseIsRefused() throws Exception {
        new StoreFixture(file()).close();
        sql("INSERT INTO flyway_schema_history VALUES (99, '99', 'future', 'SQL', 'V99', 1, 'me', '2030-01-01', 1, 1)");
        assertTrue(refused().sentence().contains("newer Demi"));
        assertTrue(refused().sentence().contains("restore FILE"), "there is no backup");
        assertEquals(List.of(), backups());
        Path newer = BackupFolder.of(file()).place(BackupFolder.SCHEDULED, T.plusSeconds(60));
        Files.copy(file(), newer);
        Path older = BackupFolder.of(file()).place(BackupFolder.BEFORE_MIGRATION, T);
        new StoreFixture(folder.resolve("older.sqlite")).close();
        Files.move(folder.resolve("older.sqlite"), older);
        assertTrue(
                refused().sentence().contains("demi.jar restore " + older),
                refused().sentence());
    }

    @Test
    void whatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        byte[] text = "Dear diary, this is no database.".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), text);
        assertTrue(refused().sentence().contains("not an SQLite database"));
        assertArrayEquals(text, Files.readAllBytes(file()));
    }

    @Test
    void aDatabaseOfSomethingElseIsRefusedAndLeftAlone() throws Exception {
        sql("CREATE TABLE bookmarks (url TEXT)");
        byte[] before = Files.readAllBytes(file());
        assertTrue(refused().sentence().contains("not one of Demi's"));
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void aDamagedDatabaseIsRefusedAndLeftAlone() throws Exception {
        new StoreFixture(file()).close();
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 5_000; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(file(), bytes);
        assertTrue(refused().sentence().contains("is damaged"), refused().sentence());
        assertArrayEquals(bytes, Files.readAllBytes(file()));
        Path backup = BackupFolder.of(file()).place(BackupFolder.SCHEDULED, T);
        new StoreFixture(folder.resolve("sound.sqlite")).close();
        Files.move(folder.resolve("sound.sqlite"), backup);
        Files.write(BackupFolder.of(file()).place(BackupFolder.SCHEDULED, T.plusSeconds(9)), bytes);
        assertTrue(refused().sentence().contains("restore " + backup), "and not the newer one, which is damaged, too");
        Path elsewhere = Files.createDirectory(folder.resolve("other-disk"));
        Path newer = new BackupFolder(elsewhere).place(BackupFolder.SCHEDULED, T.plusSeconds(5));
        Files.copy(backup, newer);
        RestoreAdvice back = RestoreAdvice.of(file(), elsewhere);
        Failure refused = assertThrows(Failure.class, () -> DatabaseOpener.open(file(), back, T, 100));
        assertTrue(refused.sentence().contains("restore " + newer), refused.sentence());
        Path kept = Restore.of(backup, file());
        assertNotNull(kept);
        assertArrayEquals(bytes, Files.readAllBytes(kept), "what was there is kept byte for byte");
        new StoreFixture(file()).close();
    }

    @Test
    void aCopyThatIsDamagedInItsIndexesOnlyIsNotRestored() throws Exception {
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
        }
        sql(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_master SET sql = replace(sql, '(email', '(username')"
                        + " WHERE type = 'index' AND tbl_name = 'users' AND sql IS NOT NULL",
                "CREATE INDEX extra ON users (username)",
                "UPDATE sqlite_master SET sql = 'CREATE INDEX extra ON users (email)' WHERE name = 'extra'");
        Failure failure = assertThrows(Failure.class, () -> Restore.of(file(), folder.resolve("elsewhere.sqlite")));
        assertTrue(failure.sentence().contains("damaged"), failure.sentence());
    }

    @Test
    void aFolderIsRefused() throws Exception {
        Files.createDirectory(file());
        assertTrue(refused().sentence().contains("folder"));
    }

    @Test
    void aFirstStartThatWasKilledIsTakenUpAgain() throws Exception {
        new StoreFixture(file()).close();
        Path second = folder.resolve("killed.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + second);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + file() + "' AS whole");
            statement.execute("CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY, version"
                    + " VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script"
                    + " VARCHAR(1000) NOT NULL, checksum INT, installed_by VARCHAR(100) NOT NULL, installed_on TEXT"
                    + " NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')), execution_time INT NOT NULL,"
                    + " success BOOLEAN NOT NULL)");
        }
        new StoreFixture(second).close();
    }

    @Test
    void theNewestMigrationIsTheOneInTheJar() throws IOException {
        Path fresh = folder.resolve("fresh.sqlite");
        Files.createFile(fresh);
        var all = Migrations.flyway(fresh).info().all();
        assertEquals(Migrations.NEWEST, all.length);
        assertEquals(
                Long.toString(Migrations.NEWEST),
                all[all.length - 1].getVersion().getVersion());
        try (InputStream v1 =
                getClass().getResourceAsStream("/db/migration/sqlite/V1__what_the_python_server_had.sql")) {
            assertNotNull(v1);
        }
    }

    @Test
    void aCopyIsWholeAndNeverOverwrites() throws Exception {
        Path copy = folder.resolve("copy.sqlite");
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
            Backup.to(file(), copy);
            assertThrows(Failure.class, () -> Backup.to(file(), copy));
            Failure inUse = assertThrows(Failure.class, () -> Restore.of(copy, file()));
            assertEquals(Failure.Code.UNAVAILABLE, inUse.code());
        }
        try (StoreFixture restored = new StoreFixture(copy)) {
            assertTrue(hasAnn(restored));
        }
    }

    @Test
    void restoringKeepsWhatWasThere() throws Exception {
        Path copy = folder.resolve("copy.sqlite");
        try (StoreFixture store = new StoreFixture(file())) {
            Backup.to(file(), copy);
            addAnn(store);
        }
        Path kept = Restore.of(copy, file());
        assertNotNull(kept);
        try (StoreFixture restored = new StoreFixture(file())) {
            assertFalse(hasAnn(restored));
        }
        try (StoreFixture before = new StoreFixture(kept)) {
            assertTrue(hasAnn(before));
        }
        assertNull(Restore.of(copy, folder.resolve("elsewhere/demi.sqlite")));
    }

    @Test
    void whatIsNotDemisIsNotRestored() throws Exception {
        sql("CREATE TABLE bookmarks (url TEXT)");
        Path target = folder.resolve("target.sqlite");
        assertThrows(Failure.class, () -> Restore.of(file(), target));
        assertThrows(Failure.class, () -> Restore.of(folder.resolve("missing"), target));
        assertFalse(Files.exists(target));
    }

    @Test
    void aTableOfTheSameNameMakesNoDatabaseOfDemis() throws Exception {
        sql("CREATE TABLE interaction_log (pk INTEGER, what TEXT)", "CREATE TABLE customers (name TEXT)");
        byte[] before = Files.readAllBytes(file());
        assertTrue(refused().sentence().contains("something else"), refused().sentence());
        assertThrows(Failure.class, () -> Restore.of(file(), folder.resolve("target.sqlite")));
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    /** A database with Ann, as a process that is killed leaves it: she is only in its log. */
    private void killed() throws Exception {
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
            for (Path each : List.of(file(), SidecarFile.LOG.of(file()))) {
                Files.copy(each, folder.resolve("killed-" + each.getFileName()));
            }
        }
        Files.move(folder.resolve("killed-demi.sqlite"), file(), StandardCopyOption.REPLACE_EXISTING);
        Files.move(folder.resolve("killed-demi.sqlite-wal"), SidecarFile.LOG.of(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "gone", "damaged"})
    void theLogOfALostFileIsKeptAndNotTakenForThatOfABackup(String what) throws Exception {
        killed();
        byte[] log = Files.readAllBytes(SidecarFile.LOG.of(file()));
        switch (what) {
            case "empty" -> Files.write(file(), new byte[0]);
            case "gone" -> Files.delete(file());
            default -> Files.write(file(), "rubbish".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        }
        refused();
        assertArrayEquals(log, Files.readAllBytes(SidecarFile.LOG.of(file())));
        Path copy = folder.resolve("copy.sqlite");
        new StoreFixture(copy).close();
        Path kept = Restore.of(copy, file());
        assertNotNull(kept);
        assertArrayEquals(log, Files.readAllBytes(SidecarFile.LOG.of(kept)));
        try (StoreFixture restored = new StoreFixture(file())) {
            assertFalse(hasAnn(restored));
        }
    }

    @Test
    void aFirstStartThatWasKilledBeforeItHadAnythingIsBegunAgain() throws Exception {
        Files.createFile(file());
        // The journal of a change to nothing has a header only.
        Files.write(SidecarFile.JOURNAL.of(file()), new byte[512]);
        new StoreFixture(file()).close();
    }

    @Test
    void anEmptyFileIsNotBegunAnewWhereThereAreBackups() throws Exception {
        Files.createFile(file());
        Path backup = BackupFolder.of(file()).place(BackupFolder.SCHEDULED, T);
        new StoreFixture(folder.resolve("sound.sqlite")).close();
        Files.move(folder.resolve("sound.sqlite"), backup);
        assertTrue(refused().sentence().contains("restore " + backup), refused().sentence());
        Files.delete(file());
        new StoreFixture(file()).close();
        BackupFolder folder = BackupFolder.of(file());
        assertEquals(List.of(), folder.all(BackupFolder.SCHEDULED), "none that later ones would push out");
        assertEquals(
                List.of(T),
                folder.all(BackupFolder.BEFORE_BEGINNING_ANEW).stream()
                        .map(BackupFolder.Kept::at)
                        .toList());
    }

    @Test
    void whatIsLookedAtOrRestoredFromStaysAsItIs() throws Exception {
        killed();
        byte[] database = Files.readAllBytes(file());
        byte[] log = Files.readAllBytes(SidecarFile.LOG.of(file()));
        DatabaseCheck.of(file(), null);
        Path target = folder.resolve("restored/demi.sqlite");
        Restore.of(file(), target);
        assertArrayEquals(database, Files.readAllBytes(file()));
        assertArrayEquals(log, Files.readAllBytes(SidecarFile.LOG.of(file())));
        try (StoreFixture restored = new StoreFixture(target)) {
            assertTrue(hasAnn(restored), "who was in the log only");
        }
    }

    /** Her memories and the index of their words, of which the index is damaged. */
    private void damagedWords(int filling) throws Exception {
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
        }
        sql(
                "INSERT INTO memory (memory_id, user_id, content, created_at, updated_at)"
                        + " VALUES ('m', 'u', 'Ann grows tomatoes', '2026-01-01', '2026-01-01')",
                "CREATE TABLE large (filling BLOB)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + filling + ")"
                        + " INSERT INTO large SELECT randomblob(1000000) FROM n",
                "DELETE FROM memory_words_data WHERE id > 10");
    }

    private boolean knowsOfTomatoes() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT count(*) FROM memory_words WHERE memory_words MATCH 'tomatoes'")) {
            return found.getLong(1) == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70})
    void anIndexOfWordsThatIsDamagedIsMadeAgain(int megabytes) throws Exception {
        damagedWords(megabytes);
        assertFalse(knowsOfTomatoes());
        try (StoreFixture store = new StoreFixture(file())) {
            await().until(this::knowsOfTomatoes);
            assertTrue(hasAnn(store));
            assertNull(requireNonNull(store.verticle.writer()).trouble());
        }
    }

    @Test
    void anIndexOfMessagesThatIsDamagedIsFilledAgainWithoutWhatIsForgotten() throws Exception {
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
            store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("a", "u", "My zebra", null, Instant.EPOCH));
            store.ask(
                    MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("b", "u", "His zebra", null, Instant.EPOCH));
            store.ask(RecallStore.INDEX, new RecallStore.Index(10));
            store.ask(RecallStore.FORGET, new RecallStore.Forget("u", "u", List.of("b")));
        }
        sql("DELETE FROM message_words_data WHERE id > 10");
        try (StoreFixture store = new StoreFixture(file())) {
            store.ask(RecallStore.INDEX, new RecallStore.Index(10));
            RecallStore.FindCandidates zebra = new RecallStore.FindCandidates(
                    "u", "u", List.of(new RecallStore.Word(List.of("zebra"))), false, "", 0, List.of(), List.of());
            assertEquals(
                    List.of("My zebra"),
                    store.ask(RecallStore.CANDIDATES, zebra).lines().stream()
                            .map(RecallStore.Line::content)
                            .toList());
        }
    }

    @Test
    void aLargeDatabaseIsLookedThroughAfterTheStart() throws Exception {
        new StoreFixture(file()).close();
        sql(
                "CREATE TABLE large (filling BLOB)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)"
                        + " INSERT INTO large SELECT randomblob(1000000) FROM n");
        assertTrue(Files.size(file()) > DatabaseInspector.CHECKED_WHOLE);
        try (RandomAccessFile disk = new RandomAccessFile(file().toFile(), "rw")) {
            // The header of a page in the middle.
            disk.seek(Files.size(file()) / 2 / 4096 * 4096);
            disk.write(new byte[4096]);
        }
        try (StoreFixture store = new StoreFixture(file())) {
            List<HealthApi.ComponentHealth> parts = new CopyOnWriteArrayList<>();
            StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, parts::add));
            store.bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
            await().until(() -> parts.stream().anyMatch(part -> part.detail().contains("damaged")));
        }
    }

    @Test
    void theLogOfAKilledProcessDoesNotGrowOn() throws Exception {
        killed();
        assertTrue(Files.size(SidecarFile.LOG.of(file())) > 0);
        try (StoreFixture store = new StoreFixture(file())) {
            assertEquals(0, Files.size(SidecarFile.LOG.of(file())));
            assertTrue(hasAnn(store));
        }
    }

    @Test
    void aBackupTouchesNothingOfOthers() throws Exception {
        new StoreFixture(file()).close();
        Path copy = folder.resolve("copy.sqlite");
        Files.writeString(folder.resolve("copy.sqlite.part"), "precious");
        Backup.to(file(), copy);
        assertThrows(Failure.class, () -> Backup.to(file(), copy));
        Path besideALog = folder.resolve("other.sqlite");
        Files.writeString(SidecarFile.LOG.of(besideALog), "of another one");
        assertThrows(Failure.class, () -> Backup.to(file(), besideALog));
        assertEquals("precious", Files.readString(folder.resolve("copy.sqlite.part")));
        try (var files = Files.list(folder)) {
            assertEquals(
                    Set.of("demi.sqlite", "copy.sqlite", "copy.sqlite.part", "other.sqlite-wal"),
                    files.map(each -> each.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void whatAKilledRestoreLeftIsClearedAwayOnceItIsOld() throws Exception {
        Path old = Files.writeString(folder.resolve("demi.sqlite.17937.part"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path underWay = Files.writeString(folder.resolve("demi.sqlite.17938.part"), "half");
        Path others = Files.writeString(folder.resolve("other.sqlite.17937.part"), "half");
        Files.setLastModifiedTime(others, FileTime.from(Instant.EPOCH));
        new StoreFixture(file()).close();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(underWay));
        assertTrue(Files.exists(others));
    }

    @Test
    void ofCopiesBeforeMigrationsTheNewestStay() throws Exception {
        for (int i = 0; i < 5; i++) {
            Files.writeString(
                    BackupFolder.of(file()).place(BackupFolder.BEFORE_MIGRATION, T.plusSeconds(i)),
                    "of a killed start");
        }
        python();
        new StoreFixture(file()).close();
        assertEquals(3, backups().size());
        assertEquals(
                0,
                DatabaseInspector.checkIntegrity(
                                BackupFolder.of(file()).all().get(0).file(), RestoreAdvice.NONE)
                        .version(),
                "and among them the one of just now");
    }

    @Test
    void aLinkToTheDatabaseStaysOne() throws Exception {
        Path real = Files.createDirectory(folder.resolve("disk")).resolve("real.sqlite");
        Files.createSymbolicLink(file(), real);
        Path copy = folder.resolve("copy.sqlite");
        new StoreFixture(copy).close();
        assertNull(Restore.of(copy, file()));
        try (StoreFixture store = new StoreFixture(file())) {
            addAnn(store);
        }
        assertNotNull(Restore.of(copy, file()));
        assertTrue(Files.isSymbolicLink(file()));
        try (StoreFixture store = new StoreFixture(real)) {
            assertFalse(hasAnn(store));
        }
    }

    @Test
    void theWayBackCanBePastedAsItIs() throws Exception {
        Path odd = folder.resolve("Ann's disk").resolve("demi.sqlite");
        Path backup = folder.resolve("a b.sqlite");
        String said = RestoreAdvice.of(odd, null).command(backup);
        Process shell =
                new ProcessBuilder("sh", "-c", "java() { printf '%s\\n' \"$DATABASE_URL\" \"$@\"; }; " + said).start();
        assertEquals(
                List.of(odd.toString(), "-jar", "demi.jar", "restore", backup.toString()),
                new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }

    private static void addAnn(StoreFixture store) {
        store.ask(AccountStore.ADD_USER, new AccountStore.AddUser("u", "ann@x.org", "Ann", new Secret("h"), T, false));
    }

    private static boolean hasAnn(StoreFixture store) {
        return store.ask(AccountStore.FIND_USER, new AccountStore.FindUser("ann@x.org"))
                        .user()
                != null;
    }
}
