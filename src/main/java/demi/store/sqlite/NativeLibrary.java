package demi.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver takes out of the jar. By itself it would then compare each byte with the jar's, which takes a
 * twentieth of a start; so it is told where it is.
 */
public final class NativeLibrary {

    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /**
     * Puts it where the driver would, the first time; where there is none for this system, the driver says so when it is asked for
     * something. For a thread that may wait.
     */
    public static synchronized void unpack() throws IOException {
        String directory = System.getProperty("org.sqlite.tmpdir");
        if (directory != null && System.getProperty(NAME) == null) {
            unpack(Path.of(directory), LibraryLoaderUtil.getNativeLibName());
        }
    }

    private static void unpack(Path directory, String name) throws IOException {
        try (InputStream library =
                NativeLibrary.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library != null) {
                // Others may use theirs, or be at it.
                Path file = Files.createTempFile(directory, "sqlite-", "-" + name);
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                System.setProperty("org.sqlite.lib.path", directory.toString());
                System.setProperty(NAME, file.getFileName().toString());
            }
        }
    }
}
