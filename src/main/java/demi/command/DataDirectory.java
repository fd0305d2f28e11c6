package demi.command;

import demi.contract.Failure;
import demi.contract.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
        return new DataDirectory(directory, channel);
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
