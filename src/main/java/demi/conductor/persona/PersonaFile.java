package demi.conductor.persona;

import demi.bus.Failure;
import demi.conductor.prompt.Persona;
import demi.util.OwnerOnlyFiles;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The owner's persona, and in a folder beside it those that were in its place before. Blocking. */
@WallTime("names of versions")
final class PersonaFile {

    private static final int KEPT = 20;
    private static final String ENDING = ".md";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path versions;
    private final InstantSource clock;

    PersonaFile(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.versions = this.file.resolveSibling(this.file.getFileName() + ".versions");
        this.clock = clock;
    }

    /** One that was in force until {@code at}. */
    record Kept(String id, Instant at, String text) {}

    /** The owner's; empty where there is none that is used. */
    Optional<String> own() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > Persona.LARGEST) {
            return Optional.empty();
        }
        String text = read(file);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String read(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).strip();
    }

    /** Puts another one in its place. */
    void replace(String text) throws IOException {
        if (own().filter(text::equals).isPresent()) {
            return;
        }
        keepPresent();
        OwnerOnlyFiles.ensure(parent());
        write(file, text);
    }

    /** The one that came with Demi is in force then. */
    void remove() throws IOException {
        keepPresent();
        Files.deleteIfExists(file);
    }

    /** Newest first. */
    List<Kept> versions() throws IOException {
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(versions)) {
            return files.map(PersonaFile::kept)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Kept::at).reversed())
                    .toList();
        }
    }

    Kept version(String id) throws IOException {
        return versions().stream()
                .filter(kept -> kept.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failure(Failure.Code.NOT_FOUND, "There is no such version."));
    }

    private static Optional<Kept> kept(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            if (!name.endsWith(ENDING) || Files.size(path) > Persona.LARGEST) {
                return Optional.empty();
            }
            String id = name.substring(0, name.length() - ENDING.length());
            return Optional.of(new Kept(id, STAMP.parse(id, Instant::from), read(path)));
        } catch (DateTimeException | IOException notHers) {
            return Optional.empty();
        }
    }

    /** Whatever is there, also what cannot be used: it is the owner's work. */
    private void keepPresent() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return;
        }
        OwnerOnlyFiles.ensure(versions);
        Instant at = clock.instant();
        while (Files.exists(place(at))) {
            at = at.plusMillis(1);
        }
        Path draft = OwnerOnlyFiles.createDraft(place(at));
        try {
            Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnlyFiles.restrict(draft);
            Files.move(draft, place(at));
        } finally {
            Files.deleteIfExists(draft);
        }
        for (Kept old : versions().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(versions.resolve(old.id() + ENDING));
        }
    }

    private Path place(Instant at) {
        return versions.resolve(STAMP.format(at) + ENDING);
    }

    private Path parent() {
        return file.resolveSibling("").toAbsolutePath();
    }

    private static void write(Path target, String text) throws IOException {
        Path draft = OwnerOnlyFiles.createDraft(target);
        try {
            Files.writeString(draft, text + "\n");
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
