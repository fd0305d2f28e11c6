package demi.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver takes out of the jar. By itself it would then compare each byte with the jar's, which takes a
 * twentieth of a start.
 */
public final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PLACE = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /**
     * Loads it from where the driver would unpack it, and leaves nothing there. Where that cannot be, or its place is set, all is left
     * to the driver, which says what is wrong when it is asked for something. For a thread that may wait.
     */
    public static synchronized void load() {
        String directory = System.getProperty("org.sqlite.tmpdir");
        if (directory == null || System.getProperty(PLACE) != null || System.getProperty(NAME) != null) {
            return;
        }
        try {
            load(Path.of(directory), LibraryLoaderUtil.getNativeLibName());
        } catch (Exception leftToTheDriver) {
            LOG.debug("The driver unpacks its library", leftToTheDriver);
        }
    }

    private static void load(Path directory, String name) throws Exception {
        // Others may have theirs there, or be at it.
        Path file = Files.createTempFile(directory, "sqlite-", "-" + name);
        try {
            unpack(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name, file);
            System.setProperty(PLACE, directory.toString());
            System.setProperty(NAME, file.getFileName().toString());
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(PLACE);
            System.clearProperty(NAME);
            delete(file);
        }
    }

    private static void unpack(String resource, Path file) throws IOException {
        try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("There is none for this system.");
            }
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException inUse) {
            // Some systems keep what is loaded.
            file.toFile().deleteOnExit();
        }
    }
}
