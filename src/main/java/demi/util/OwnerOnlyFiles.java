package demi.util;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may read; plain ones where the file system does not know owners. */
public final class OwnerOnlyFiles {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** What the names of drafts end in. */
    public static final String DRAFT = ".part";

    private OwnerOnlyFiles() {}

    /** Makes what is missing of a directory, with mode 0700; an existing one stays as it is. */
    public static Path ensure(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return directory;
        }
        ensure(parent);
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY));
            giveToOwnerOfFolder(directory);
        } catch (FileAlreadyExistsException e) {
            // Somebody else has made it just now; where it is no directory, that is the error.
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        return directory;
    }

    /** The directory with mode 0700, made where it is missing. */
    public static Path directory(Path directory) throws IOException {
        restrict(ensure(directory), DIRECTORY);
        return directory;
    }

    /**
     * Makes an empty file with mode 0600.
     *
     * @throws FileAlreadyExistsException when there is one
     */
    public static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file, FILE));
    }

    /** Makes an empty file with mode 0600 beside {@code file}, with a name of its own, to be moved there when it is whole. */
    public static Path createDraft(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return Files.createTempFile(folder, file.getFileName() + ".", DRAFT, attributes(file, FILE));
    }

    /**
     * Gives what root has made to whom the folder around it belongs: a service could not use it otherwise. For everybody else there is
     * nothing to do.
     */
    public static void giveToOwnerOfFolder(Path made) {
        Path folder = made.toAbsolutePath().getParent();
        try {
            if (folder != null && !Files.getOwner(folder).equals(Files.getOwner(made))) {
                Files.setOwner(made, Files.getOwner(folder));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Only root can, and not on every file system.
        }
    }

    /** An empty file with mode 0600; one that is there keeps what is in it, and gets this mode. */
    public static void file(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Gives a file, where there is one, mode 0600. */
    public static void restrict(Path file) throws IOException {
        if (Files.exists(file)) {
            restrict(file, FILE);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (knowsOwners(path) && !Files.getPosixFilePermissions(path).equals(mode)) {
            Files.setPosixFilePermissions(path, mode);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return false;
            }
            existing = parent;
        }
        try {
            return Files.getFileStore(existing).supportsFileAttributeView(PosixFileAttributeView.class);
        } catch (IOException isNotListed) {
            // A place that the list of mounts does not have, as in a changed root.
            return Files.getFileAttributeView(existing, PosixFileAttributeView.class) != null;
        }
    }
}
