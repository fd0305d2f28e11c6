package demi.settings.source;

import java.nio.file.Path;

/** What a path in the settings stands for. */
public final class Paths {
    private Paths() {}

    /** Absolute, with {@code ~} as the home directory; relative paths start at the working directory. */
    public static Path expand(Path path, Path home) {
        boolean atHome = !path.isAbsolute() && path.getName(0).toString().equals("~");
        Path expanded =
                !atHome ? path : path.getNameCount() == 1 ? home : home.resolve(path.subpath(1, path.getNameCount()));
        return expanded.toAbsolutePath().normalize();
    }
}
