package demi.launch;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The classes as the Java virtual machine has them after it has read and checked them, in a file beside the jar, from which the
 * next start takes them: less than half of a start is left then. It holds for one jar and one Java, and is written when a
 * process ends that was asked to, however far that came; so it counts only where the process has said that it came far enough.
 */
public final class ClassArchive {

    private static final String PREFIX = "demi-";
    private static final List<String> SUFFIXES = List.of(".jsa", ".aot");

    /** Beside the archive: what wrote it had done what a start does. */
    private static final String COMPLETE = ".complete";

    private static final List<String> WRITING = List.of("-XX:ArchiveClassesAtExit=", "-XX:AOTCacheOutput=");

    /** Since then an archive also has what was linked and how often what ran. */
    private static final int FIRST_WITH_AOT = 25;

    private final Path jar;
    private final boolean aot;
    private final Path file;

    public ClassArchive(Path jar) {
        this.jar = jar;
        this.aot = Runtime.version().feature() >= FIRST_WITH_AOT;
        this.file = folder().resolve(
                        PREFIX + Runtime.version().toString().replaceAll("[^\\w.+-]", "_") + SUFFIXES.get(aot ? 1 : 0));
    }

    private Path folder() {
        Path parent = jar.toAbsolutePath().getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The one that this process leaves when it ends; empty where it leaves none. */
    public static Optional<Path> beingWritten() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> WRITING.stream().anyMatch(option::startsWith))
                .map(option -> Path.of(option.substring(option.indexOf('=') + 1)))
                .findFirst();
    }

    /** What this process has done by now is what later starts do: the archive that it leaves, if it leaves one, is to be used. */
    public static void isComplete() {
        beingWritten().ifPresent(file -> {
            try {
                Files.createFile(Path.of(file + COMPLETE));
            } catch (IOException isNotUsed) {
                // Or it has been said already.
            }
        });
    }

    /** Options that read it; or, where there is none for this jar, those that write it if it {@code mayBeWritten}. */
    public List<String> options(boolean mayBeWritten) {
        if (fits()) {
            return aot ? quiet("-XX:AOTCache=" + file) : quiet("-XX:SharedArchiveFile=" + file);
        }
        return mayBeWritten && Files.isWritable(folder()) ? writing() : List.of();
    }

    /** Options that write it when the process ends, over one that is there. */
    List<String> writing() {
        deleteAll();
        return aot ? quiet(WRITING.get(1) + file) : quiet(WRITING.get(0) + file);
    }

    /** What Java reads of it is looked at by Java, which goes on without one that is not for it. */
    private boolean fits() {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0
                    && Files.exists(Path.of(file + COMPLETE))
                    && isWhole();
        } catch (IOException isNotThere) {
            return false;
        }
    }

    /** What it begins with is written last. */
    private boolean isWhole() throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readInt() != 0;
        }
    }

    /** Those of another Java, of a jar before, and what was not written to its end. */
    private void deleteAll() {
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(folder(), PREFIX + "*.{jsa,aot,aot.config,jsa.complete,aot.complete}")) {
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            // It only takes room.
        }
    }

    /** Which classes cannot be in it, and that it does not fit, is nothing that anybody has to know. */
    private List<String> quiet(String option) {
        return aot
                ? List.of(option, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of(option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
