package demi.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.StoreEvents;
import demi.api.house.BackupsApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.backup.Backup;
import demi.store.backup.BackupPlan;
import demi.store.backup.Restore;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.BackupFolder.Kept;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that make themselves, of a store that is at work. */
class BackupsTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private StoreFixture store;
    private final AtomicReference<Instant> now = new AtomicReference<>(T);
    private final List<StoreEvents.BackedUp> made = new CopyOnWriteArrayList<>();
    private final List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        StoreFixture.get(store.bus.subscribe(StoreEvents.BACKED_UP, made::add));
        StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, part -> {
            if (part.name().equals("backups")) {
                told.add(part);
            }
        }));
        store.ask(AccountStore.ADD_USER, new AccountStore.AddUser("u", "ann@x.org", "Ann", new Secret("h"), T, false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Looks often, while the time of day is what the test says. */
    private void deploy(int keep, Path where) {
        StoreFixture.get(store.vertx.deployVerticle(new BackupsVerticle(
                store.bus,
                (InstantSource) now::get,
                folder.resolve("demi.sqlite"),
                new BackupSettings(Duration.ofMillis(20), keep, where))));
    }

    private List<Path> files(Path where) throws IOException {
        return new BackupFolder(where).all().stream().map(Kept::file).toList();
    }

    private void madeNow(int count) {
        await().until(() -> made.size() == count);
    }

    @Test
    void aBackupIsWholeAndItsOwnersOnly() throws Exception {
        deploy(3, folder.resolve("elsewhere"));
        madeNow(1);
        Path backup = files(folder.resolve("elsewhere")).get(0);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("elsewhere"))));
        try (StoreFixture restored = new StoreFixture(backup)) {
            assertEquals(
                    1,
                    restored.ask(AccountStore.USERS, new AccountStore.ListUsers())
                            .users()
                            .size());
        }
        await().until(() -> !told.isEmpty() && told.get(told.size() - 1).status() == HealthApi.Status.UP);
        assertEquals(T.toString(), told.get(told.size() - 1).facts().get("newest"));
    }

    @Test
    void theOldestGoAndWhatIsNotHersStays() throws Exception {
        Path where = Files.createDirectory(folder.resolve("where"));
        Files.writeString(where.resolve("my-own.sqlite"), "mine");
        Files.writeString(where.resolve("before-migration-20200101-000000-000.sqlite"), "precious");
        deploy(2, where);
        for (int i = 1; i <= 4; i++) {
            madeNow(i);
            now.set(T.plusSeconds(i));
        }
        madeNow(5);
        assertEquals(2, new BackupFolder(where).all(BackupFolder.SCHEDULED).size());
        assertTrue(Files.exists(where.resolve("my-own.sqlite")));
        assertTrue(Files.exists(where.resolve("before-migration-20200101-000000-000.sqlite")));
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws Exception {
        Path where = Files.createDirectory(folder.resolve("where"));
        List<Path> left = List.of(
                where.resolve("scheduled-20200101-000000-000.sqlite.part"),
                where.resolve("scheduled-20200101-000000-000.sqlite.8123.part"),
                where.resolve("scheduled-20200101-000000-000.sqlite.8123.part-journal"));
        for (Path each : left) {
            Files.writeString(each, "half");
        }
        Path mine = Files.writeString(where.resolve("my.sqlite.part"), "mine");
        deploy(2, where);
        madeNow(1);
        for (Path each : left) {
            assertFalse(Files.exists(each), each.toString());
        }
        assertTrue(Files.exists(mine));
    }

    @Test
    void whatIsThereIsKnownFromTheStartOn() throws Exception {
        Path where = folder.resolve("where");
        Path there = new BackupFolder(where).place(BackupFolder.SCHEDULED, T.minusSeconds(60));
        Files.writeString(there, "a backup");
        StoreFixture.get(store.vertx.deployVerticle(new BackupsVerticle(
                store.bus,
                (InstantSource) now::get,
                folder.resolve("demi.sqlite"),
                new BackupSettings(DAY, 2, where))));
        madeNow(1);
        await().until(() -> !told.isEmpty());
        assertEquals(
                T.minusSeconds(60).toString(), told.get(told.size() - 1).facts().get("newest"));
        assertEquals(List.of(there), files(where));
    }

    private void deployWithoutSchedule(Path where) {
        StoreFixture.get(store.vertx.deployVerticle(new BackupsVerticle(
                store.bus,
                (InstantSource) now::get,
                folder.resolve("demi.sqlite"),
                new BackupSettings(Duration.ZERO, 2, where))));
    }

    @Test
    void theOwnerHasOneMadeAlsoWithoutASchedule() throws Exception {
        Path where = folder.resolve("where");
        deployWithoutSchedule(where);
        assertEquals(
                List.of(),
                store.ask(BackupsApi.LIST, new BackupsApi.ListBackups()).backups());
        for (int i = 0; i < 3; i++) {
            now.set(T.plusSeconds(i));
            BackupsApi.Making making = store.ask(BackupsApi.MAKE, new BackupsApi.MakeBackup());
            assertEquals(BackupsApi.Progress.MADE, making.progress());
        }
        Files.writeString(where.resolve("my-own.sqlite"), "mine");
        Files.writeString(where.resolve("before-restore-20200101-000000-000.sqlite"), "a copy");
        BackupsApi.BackupList list = store.ask(BackupsApi.LIST, new BackupsApi.ListBackups());
        assertEquals(
                List.of(
                        "by-hand-20260102-030407-000.sqlite",
                        "by-hand-20260102-030406-000.sqlite",
                        "before-restore-20200101-000000-000.sqlite"),
                list.backups().stream().map(BackupsApi.Backup::name).toList());
        assertEquals(T.plusSeconds(2), list.lastSuccess());
        assertEquals(T.plusSeconds(2), list.backups().get(0).checkedAt());
        assertNull(list.backups().get(2).checkedAt());
        assertNull(list.lastFailure());
        BackupsApi.BackupFile file = store.ask(
                BackupsApi.FIND, new BackupsApi.FindBackup(list.backups().get(0).name()));
        assertEquals(Files.size(Path.of(file.path())), file.bytes());
        for (String name : List.of("my-own.sqlite", "../demi.sqlite", "", "by-hand-20200102-030407-000.sqlite")) {
            assertThrows(Failure.class, () -> store.ask(BackupsApi.FIND, new BackupsApi.FindBackup(name)), name);
        }
        assertEquals(List.of(), told, "nothing is said of a schedule that there is not");
    }

    @Test
    void oneAtATimeIsMade() throws Exception {
        deployWithoutSchedule(folder.resolve("where"));
        Future<BackupsApi.Making> first = store.bus.request(BackupsApi.MAKE, new BackupsApi.MakeBackup());
        Future<BackupsApi.Making> second = store.bus.request(BackupsApi.MAKE, new BackupsApi.MakeBackup());
        assertEquals(BackupsApi.Progress.BUSY, StoreFixture.get(second).progress());
        assertEquals(BackupsApi.Progress.MADE, StoreFixture.get(first).progress());
    }

    @Test
    void whyNoneCouldBeMadeIsTold() throws Exception {
        Path where = folder.resolve("where");
        Files.writeString(where, "a file in the place of the folder");
        deployWithoutSchedule(where);
        assertThrows(Failure.class, () -> store.ask(BackupsApi.MAKE, new BackupsApi.MakeBackup()));
        BackupsApi.BackupList list = store.ask(BackupsApi.LIST, new BackupsApi.ListBackups());
        assertTrue(String.valueOf(list.lastFailure()).contains("folder"), list::toString);
        Files.delete(where);
        store.ask(BackupsApi.MAKE, new BackupsApi.MakeBackup());
        assertNull(store.ask(BackupsApi.LIST, new BackupsApi.ListBackups()).lastFailure());
    }

    @Test
    void oneThatFailsIsToldAndTriedAgain() throws Exception {
        Path where = folder.resolve("where");
        Files.writeString(where, "a file in the place of the folder");
        deploy(2, where);
        await().until(() -> !told.isEmpty() && told.get(told.size() - 1).status() == HealthApi.Status.DEGRADED);
        Files.delete(where);
        madeNow(1);
        await().until(() -> told.get(told.size() - 1).status() == HealthApi.Status.UP);
    }

    @Test
    void underLoadABackupHasEverythingAcknowledgedBeforeItBegan() throws Exception {
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger going = new AtomicInteger(8);
        AtomicInteger stop = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            say(acknowledged, next, stop, going);
        }
        List<Set<String>> before = new ArrayList<>();
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int wanted = acknowledged.size() + 200;
            await().until(() -> acknowledged.size() > wanted);
            before.add(Set.copyOf(acknowledged));
            Path copy = folder.resolve("copy" + i + ".sqlite");
            Backup.to(folder.resolve("demi.sqlite"), copy);
            copies.add(copy);
        }
        stop.set(1);
        await().until(() -> going.get() == 0);
        for (int i = 0; i < 3; i++) {
            Path fresh = folder.resolve("fresh" + i + "/demi.sqlite");
            Restore.of(copies.get(i), fresh);
            try (StoreFixture restored = new StoreFixture(fresh)) {
                Set<String> kept = restored
                        .ask(MessageStore.HISTORY, new MessageStore.GetHistory("u", 100_000, 0, null))
                        .messages()
                        .stream()
                        .map(message -> message.messageId())
                        .collect(Collectors.toSet());
                assertTrue(
                        kept.containsAll(before.get(i)), "of " + before.get(i).size() + ": " + kept.size());
            }
        }
    }

    private void say(Set<String> acknowledged, AtomicInteger next, AtomicInteger stop, AtomicInteger going) {
        String id = "m" + next.incrementAndGet();
        Future<?> said = store.bus.request(MessageStore.ADD_MESSAGE, new AddMessage(id, "u", "Hello " + id, id, T));
        said.onComplete(done -> {
            if (done.succeeded()) {
                acknowledged.add(id);
            }
            if (done.succeeded() && stop.get() == 0) {
                say(acknowledged, next, stop, going);
            } else {
                going.decrementAndGet();
            }
        });
    }

    private static Kept kept(Instant at) {
        return new Kept(Path.of(at.toString()), BackupFolder.SCHEDULED, at);
    }

    @Test
    void theFirstIsDueAtOnceAndTheNextWhenTheTimeHasCome() {
        assertTrue(BackupPlan.isDue(List.of(), T, DAY));
        assertFalse(BackupPlan.isDue(List.of(kept(T)), T, DAY));
        assertFalse(BackupPlan.isDue(List.of(kept(T)), T.plus(DAY).minusMillis(1), DAY));
        assertTrue(BackupPlan.isDue(List.of(kept(T)), T.plus(DAY), DAY));
        assertFalse(BackupPlan.isDue(List.of(kept(T), kept(T.minus(DAY))), T.plusSeconds(1), DAY));
    }

    @Test
    void aClockThatIsSetBackKeepsNoBackupAway() {
        Kept future = kept(T.plus(DAY.multipliedBy(300)));
        assertTrue(BackupPlan.isDue(List.of(future), T, DAY));
        Kept fresh = kept(T);
        assertEquals(List.of(), BackupFolder.superfluous(List.of(future, fresh), fresh, 2));
        assertEquals(List.of(future), BackupFolder.superfluous(List.of(future, fresh), fresh, 1));
        assertEquals(
                List.of(kept(T.minusSeconds(2))),
                BackupFolder.superfluous(List.of(fresh, kept(T.minusSeconds(1)), kept(T.minusSeconds(2))), fresh, 2));
    }
}
