package demi.command;

import demi.contract.Failure;
import demi.contract.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data directory, held by one running Demi at a time. */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes it if need be. Fails UNAVAILABLE while another Demi holds it. */
    static DataDirectory take(Path directory) throws IOException {
        PrivateFiles.directory(directory);
        Path file = directory.resolve("demi.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        PrivateFiles.restrict(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "Another Demi is using " + directory
                            + ". Stop it first, or set DEMI_DATA_DIR to another directory.");
        }
        DataDirectory taken = new DataDirectory(directory, channel);
        taken.clearUnpacked();
        return taken;
    }

    /** Has what libraries unpack put there as well, and not into the machine's temporary directory. */
    static void holdsUnpacked(Path directory) throws IOException {
        String place = unpacked(directory).toString();
        System.setProperty("org.sqlite.tmpdir", place);
        System.setProperty("jna.tmpdir", place);
    }

    private static Path unpacked(Path directory) throws IOException {
        return PrivateFiles.directory(PrivateFiles.directory(directory).resolve("tmp"));
    }

    /** Deletes what was unpacked, now or by a process that was killed: whoever uses it has it loaded. */
    void clearUnpacked() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unpacked(path))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path path() {
        return path;
    }

    /** The lock goes with the channel, and with the process. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
