package demi.settings.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that holds a secret and nothing else. */
final class SecretFile {

    private static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * What it holds, without line breaks at its end; null where that cannot be, which is among the problems then.
     *
     * @param name of the setting that says where the file is
     */
    static @Nullable String read(String name, String file, String where, Path home, List<SettingsProblem> problems) {
        try {
            Path path = Paths.expand(Path.of(file), home);
            if (Files.isDirectory(path) || Files.size(path) > MOST_BYTES) {
                throw new IOException();
            }
            String content = Files.readString(path, StandardCharsets.UTF_8).replaceFirst("\\R+\\z", "");
            if (!content.isEmpty()) {
                return content;
            }
            problems.add(new SettingsProblem(name, file, "names an empty file; it must hold the value", where));
        } catch (IOException | InvalidPathException e) {
            problems.add(
                    new SettingsProblem(name, file, "must be the path of a readable file that holds the value", where));
        }
        return null;
    }
}
