package demi.cli;

import demi.accounts.AccountsRoom;
import demi.app.DataDirectoryLock;
import demi.bus.Failure;
import demi.settings.GeneratedSecrets;
import demi.settings.InvalidSettings;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.store.BackupSettings;
import demi.store.BackupsRoom;
import demi.store.StoreRoom;
import demi.store.StoreSettings;
import demi.store.backup.DatabaseCheck;
import demi.store.postgres.PostgresCheck;
import demi.store.postgres.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where she writes: the data directory, its disk, the secrets, the database and its backups. */
final class StorageChecks {

    private static final long TOO_LITTLE = 256L << 20;
    private static final long LITTLE = 1L << 30;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final LoadedSettings loaded;
    private final Settings settings;
    private final StoreSettings store;
    private final BackupSettings backup;
    private final @Nullable Path yaml;
    private final Instant now;

    /** @param yaml the file with settings */
    StorageChecks(LoadedSettings loaded, @Nullable Path yaml, Instant now) {
        this.loaded = loaded;
        this.settings = loaded.settings();
        this.store = new StoreRoom().settings(settings);
        this.backup = new BackupsRoom().settings(settings);
        this.yaml = yaml;
        this.now = now;
    }

    /** Changes nothing: whoever looks need not be who runs Demi. */
    CheckResult dataDirectory() {
        Path directory = settings.dataDir();
        String what = "data directory";
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Path existing = existing(directory);
            return Files.isDirectory(existing) && Files.isWritable(existing)
                    ? CheckResult.ok(what, directory + " is not there yet; the first start makes it")
                    : CheckResult.fail(what, directory + " cannot be made in " + existing + "; " + whose(existing));
        }
        if (!Files.isDirectory(directory) || !Files.isReadable(directory) || !Files.isExecutable(directory)) {
            return CheckResult.fail(what, directory + " cannot be looked into; " + whose(directory));
        }
        try {
            Files.delete(Files.createTempFile(directory, "check", null));
        } catch (IOException e) {
            return CheckResult.fail(what, directory + " cannot be written; " + whose(directory));
        }
        DataDirectoryLock.extractNativeLibrariesHereIfOwned(directory);
        Path logs = directory.resolve("logs");
        if (Files.exists(logs) && !(Files.isDirectory(logs) && Files.isWritable(logs))) {
            return CheckResult.fail(what, logs + " cannot be written; move it away, or " + whose(logs));
        }
        return isForeign(directory)
                ? CheckResult.warn(
                        what, directory + " is looked at with the rights of another user; " + whose(directory))
                : CheckResult.ok(what, directory + " can be written");
    }

    private static Path existing(Path path) {
        Path place = path.toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    private static boolean isForeign(Path path) {
        return DataDirectoryLock.owner(path)
                .map(owner -> !owner.equals(System.getProperty("user.name")))
                .orElse(false);
    }

    private static String whose(Path path) {
        return DataDirectoryLock.owner(path)
                .map(
                        owner -> "it belongs to " + owner + ", and this is " + System.getProperty("user.name")
                                + "; do this as the user that runs Demi (sudo -u), and give it to that user where it is not theirs")
                .orElse("give it to the user that runs Demi");
    }

    CheckResult disk() {
        Optional<Path> database = store.file().map(Path::toAbsolutePath);
        File disk = existing(database.orElse(settings.dataDir())).toFile();
        if (disk.getTotalSpace() == 0) {
            return CheckResult.warn(
                    "disk", disk + " is on one that does not tell its size; see that it does not become full");
        }
        long free = disk.getUsableSpace();
        String has = "the disk with the " + (database.isPresent() ? "database" : "data directory") + " has "
                + (free >> 20) + " MB free";
        return free < TOO_LITTLE
                ? CheckResult.fail("disk", has + "; make room, or she soon cannot keep messages")
                : free < LITTLE
                        ? CheckResult.warn("disk", has + "; make room before it is full")
                        : CheckResult.ok("disk", has);
    }

    /** The keys that are kept, and who can read what is secret, of what she does not set right herself at the next start. */
    CheckResult secrets() {
        List<Path> open;
        try {
            GeneratedSecrets.look(
                    settings.dataDir(), new AccountsRoom().settings(settings).keys());
            Stream<Path> others = Stream.concat(
                    Stream.of(settings.dataDir().resolve(".env")),
                    Stream.ofNullable(yaml).filter(loaded::hasSecretsFrom));
            open = Stream.concat(files(settings.dataDir().resolve("secrets")).stream(), others)
                    .filter(Files::isRegularFile)
                    .filter(StorageChecks::isOpen)
                    .toList();
        } catch (InvalidSettings e) {
            return CheckResult.fail("secrets", String.valueOf(e.getMessage()).strip());
        } catch (IOException e) {
            return CheckResult.fail(
                    "secrets", "they cannot be read (" + e.getMessage() + "); " + whose(settings.dataDir()));
        }
        return open.isEmpty()
                ? CheckResult.ok("secrets", "only their owner reads them")
                : CheckResult.warn("secrets", "others can read " + open + "; put that right with: chmod 600 FILE");
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Also says in {@code ready} whether the database can be opened without being changed. */
    record Database(CheckResult finding, boolean ready) {}

    Database database() {
        return store.database() instanceof demi.store.Database.Server server
                ? database(server.server())
                : database(store.file().orElseThrow());
    }

    private static Database database(PostgresServer server) {
        try {
            PostgresCheck.Result found = PostgresCheck.of(server);
            return new Database(CheckResult.ok("database", found.sentence()), found.ready());
        } catch (Failure failure) {
            return new Database(CheckResult.fail("database", failure.sentence()), false);
        }
    }

    private Database database(Path file) {
        try {
            DatabaseCheck.Result found = DatabaseCheck.of(file, backup.folder());
            // A killed Demi's log would be moved into the file by whoever opens it next.
            boolean untouched = !found.open() || DataDirectoryLock.isHeld(settings.dataDir());
            boolean ready = found.ready() && untouched;
            if (ready) {
                DatabaseCheck.refuseUnwritable(file);
            }
            return new Database(CheckResult.ok("database", found.sentence()), ready);
        } catch (Failure failure) {
            return new Database(CheckResult.fail("database", failure.sentence()), false);
        }
    }

    CheckResult backups() {
        return store.file()
                .map(this::backups)
                .orElseGet(() -> CheckResult.ok(
                        "backups",
                        "of a server's database Demi makes none; see to pg_dump,"
                                + " or to the backups of whoever runs the server"));
    }

    private CheckResult backups(Path database) {
        if (!backup.isOn()) {
            return CheckResult.warn("backups", "backup.every is 0s: nobody makes any but you");
        }
        Path folder = backup.folder();
        if (folder != null) {
            Path existing = existing(folder);
            if (!Files.isDirectory(existing)) {
                return CheckResult.fail("backups", existing + " is no folder; set backup.folder to one");
            }
            if (!Files.isWritable(existing)) {
                return CheckResult.fail("backups", folder + " cannot be written; " + whose(existing));
            }
        }
        Duration every = backup.every();
        try {
            Optional<Instant> newest = DatabaseCheck.newestBackup(database, backup.folder());
            if (newest.isEmpty()) {
                return CheckResult.ok("backups", "none yet; she makes one soon after she is started");
            }
            boolean isOld = newest.get().plus(every.multipliedBy(3)).isBefore(now);
            String made = "the newest is of " + newest.get();
            return isOld
                    ? CheckResult.warn(
                            "backups",
                            made + ", although one is due every " + every.toHours()
                                    + " hours; if she has been running, /health says why")
                    : CheckResult.ok("backups", made);
        } catch (IOException e) {
            return CheckResult.fail(
                    "backups",
                    "their folder cannot be read (" + e.getMessage() + "); give it to the user that runs Demi");
        }
    }

    /** Times in messages, tokens and moods: she is as right as the clock. */
    CheckResult clock() {
        Optional<Path> database = store.file().filter(Files::exists);
        try {
            if (database.isPresent()
                    && Files.getLastModifiedTime(database.get())
                            .toInstant()
                            .isAfter(now.plus(Duration.ofMinutes(10)))) {
                return CheckResult.fail(
                        "clock",
                        "it says " + now + ", and the database was written after that; set it right (timedatectl)");
            }
        } catch (IOException e) {
            return CheckResult.fail("clock", "the database cannot be looked at: " + e.getMessage());
        }
        boolean isGuess = loaded.isDefault("timezone")
                && settings.timezone().getId().matches("(Etc/)?(UTC|GMT|Z|UCT|Zulu|Universal)");
        String says =
                "it is " + now.atZone(settings.timezone()).toLocalDateTime().withNano(0) + " in " + settings.timezone();
        return isGuess
                ? CheckResult.warn("clock", says + "; if you live elsewhere, set DEMI_TIMEZONE, such as Europe/Berlin")
                : CheckResult.ok("clock", says);
    }
}
