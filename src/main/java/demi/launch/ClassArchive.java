package demi.launch;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes as the Java virtual machine has them after it has read and checked them, in a file beside the jar, from which the
 * next start takes them: less than half of a start is left then. It holds for one jar and one Java, and is written when a
 * process ends that was asked to; one that does not fit is not read.
 */
public final class ClassArchive {

    private static final String PREFIX = "demi-";
    private static final List<String> SUFFIXES = List.of(".jsa", ".aot");

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

    /** Whether this process leaves one when it ends. */
    public static boolean isBeingWritten() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(option -> WRITING.stream().anyMatch(option::startsWith));
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
        deleteOthers();
        return aot ? quiet(WRITING.get(1) + file) : quiet(WRITING.get(0) + file);
    }

    /** What Java reads of it is looked at by Java, which goes on without one that is not for it. */
    private boolean fits() {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0 && isWhole();
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

    /** Those of another Java, or of a jar before. */
    private void deleteOthers() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder(), PREFIX + "*.{jsa,aot}")) {
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
