package demi.store;

import demi.store.postgres.PostgresUrl;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The ways to name the database. */
final class DatabaseUrl {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private DatabaseUrl() {}

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }

    /** Of a file, a leading {@code ~} is left for the caller to expand; of a server, what is not said is null. */
    static Database parse(String text) {
        return PostgresUrl.isOne(text) ? new Database.Server(PostgresUrl.parse(text)) : new Database.File(file(text));
    }

    private static Path file(String text) {
        String path = text;
        if (text.startsWith("jdbc:sqlite:")) {
            path = text.substring("jdbc:sqlite:".length());
        } else if (text.startsWith("sqlite:")) {
            require(text.startsWith("sqlite:///"));
            path = behindSlashes(text.substring("sqlite://".length()));
        }
        require(!path.isBlank() && !path.contains(":memory:") && !path.contains("?") && !path.endsWith("/"));
        require(!SCHEME.matcher(path).matches());
        require(!path.startsWith("~") || path.startsWith("~/"));
        return Path.of(path);
    }

    /** {@code ///./x} and {@code ///../x} are relative, {@code ///~/x} is the home directory, {@code ////x} is how SQLAlchemy writes /x. */
    private static String behindSlashes(String path) {
        return path.startsWith("/./") || path.startsWith("/../") || path.startsWith("/~/")
                ? path.substring(1)
                : path.replaceFirst("^/+", "/");
    }
}
