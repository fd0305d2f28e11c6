package demi.app;

import demi.bus.Failure;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data directory and the database, held by one running Demi at a time. */
public final class DataDirectoryLock implements AutoCloseable {

    private static final String LOCK = "demi.lock";
    private static final String UNPACKED = "tmp";
    /** What libraries unpack is less. */
    private static final long ROOM = 4L << 20;

    private final Path path;
    private final FileChannel lock;
    private final @Nullable FileChannel databaseLock;

    private DataDirectoryLock(Path path, FileChannel lock, @Nullable FileChannel databaseLock) {
        this.path = path;
        this.lock = lock;
        this.databaseLock = databaseLock;
    }

    /**
     * Makes what is missing of the directory. Fails UNAVAILABLE while another Demi holds it, or the database, which may be
     * anywhere.
     *
     * @param database the file; null where it is a server's, which several may use
     */
    public static DataDirectoryLock take(Path directory, @Nullable Path database) throws IOException {
        OwnerOnlyFiles.directory(directory);
        FileChannel lock = locked(
                directory.resolve(LOCK),
                "Another Demi is using " + directory + ". Stop it first, or set DEMI_DATA_DIR to another directory.");
        try {
            FileChannel databaseLock = database == null
                    ? null
                    : locked(
                            lockOf(database),
                            "Another Demi is using " + database
                                    + ". Stop it first, or set DATABASE_URL to another file.");
            DataDirectoryLock taken = new DataDirectoryLock(directory, lock, databaseLock);
            taken.clearUnpacked();
            return taken;
        } catch (IOException | Failure e) {
            lock.close();
            throw e;
        }
    }

    /** Beside the file itself where {@code database} is a link. */
    private static Path lockOf(Path database) throws IOException {
        Path file = Files.exists(database) ? database.toRealPath() : database.toAbsolutePath();
        if (file.getParent() != null) {
            OwnerOnlyFiles.ensure(file.getParent());
        }
        return file.resolveSibling(file.getFileName() + ".demi-lock");
    }

    private static FileChannel locked(Path file, String otherwise) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OwnerOnlyFiles.restrict(file);
        OwnerOnlyFiles.giveToOwnerOfFolder(file);
        if (channel.tryLock() == null) {
            channel.close();
            throw new Failure(Failure.Code.UNAVAILABLE, otherwise);
        }
        return channel;
    }

    /** Whether a running Demi holds the directory; changes nothing. */
    public static boolean isHeld(Path directory) {
        Path file = directory.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Who a file belongs to; empty where nobody can tell. */
    public static Optional<String> owner(Path file) {
        try {
            return Optional.of(Files.getOwner(file).getName());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Has what libraries unpack put there as well, and not into the machine's temporary directory. */
    public static void extractNativeLibrariesHere(Path directory) throws IOException {
        Path place = unpacked(directory);
        if (place.toFile().getUsableSpace() < ROOM) {
            throw new Failure(
                    Failure.Code.UNAVAILABLE, "The disk with " + directory + " is full. Make room, then try again.");
        }
        set(place);
    }

    /** The same where she has been before and there is room, for those who only look: nothing is made or changed. */
    public static void extractNativeLibrariesHereIfOwned(Path directory) {
        Path place = directory.resolve(UNPACKED);
        if (Files.isWritable(place) && place.toFile().getUsableSpace() >= ROOM) {
            set(place);
        }
    }

    private static void set(Path place) {
        System.setProperty("org.sqlite.tmpdir", place.toString());
        System.setProperty("jna.tmpdir", place.toString());
    }

    private static Path unpacked(Path directory) throws IOException {
        Path place =
                OwnerOnlyFiles.directory(OwnerOnlyFiles.directory(directory).resolve(UNPACKED));
        return place;
    }

    /** Deletes what was unpacked, now or by a process that was killed: whoever uses it has it loaded. */
    void clearUnpacked() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unpacked(path))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    public Path path() {
        return path;
    }

    /** The locks go with their channels, and with the process. */
    @Override
    public void close() throws IOException {
        if (databaseLock != null) {
            databaseLock.close();
        }
        lock.close();
    }
}
