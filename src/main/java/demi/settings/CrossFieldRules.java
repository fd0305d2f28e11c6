package demi.settings;

import demi.model.ModelSettings;
import demi.settings.source.Key;
import demi.settings.source.Paths;
import demi.settings.source.ResolvedValues;
import demi.settings.source.SettingsProblem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules between settings; a rule whose settings are broken themselves is left out. */
final class CrossFieldRules {
    private static final String WHERE = "as it is set";

    private final ResolvedValues values;
    private final List<SettingsProblem> problems;

    private CrossFieldRules(ResolvedValues values, List<SettingsProblem> problems) {
        this.values = values;
        this.problems = problems;
    }

    static void check(ResolvedValues values, Path home, List<SettingsProblem> problems) {
        CrossFieldRules rules = new CrossFieldRules(values, problems);
        rules.secretsDiffer();
        rules.adminIsWhole();
        rules.portsDiffer();
        rules.shorter(Keys.PING_EVERY, Keys.PEER_GONE_AFTER);
        rules.shorter(Keys.ACCESS_LIFETIME, Keys.REFRESH_LIFETIME);
        rules.shorter(Keys.FOLLOW_UP_AFTER, Keys.HURT_AFTER);
        rules.fitsTheWindow();
        rules.serversAreForEverybody();
        rules.ordered("emotion.modulation.length.shortest", "emotion.modulation.length.longest");
        rules.placesAreUsable(home);
    }

    private void secretsDiffer() {
        String access = values.find(Keys.ACCESS_SECRET);
        if (access != null && access.equals(values.find(Keys.REFRESH_SECRET))) {
            add("JWT_SECRET_KEY and JWT_REFRESH_SECRET_KEY", "must be two different secrets");
        }
    }

    private void adminIsWhole() {
        boolean email = values.find(Keys.ADMIN_EMAIL) != null;
        // A broken password has its own line already.
        boolean password = values.origin(Keys.ADMIN_PASSWORD) != null;
        if (email != password && !values.isBroken(Keys.ADMIN_EMAIL) && !values.isBroken(Keys.ADMIN_PASSWORD)) {
            add("DEMI_ADMIN_EMAIL and DEMI_ADMIN_PASSWORD", "must be set both or not at all");
        }
    }

    private void portsDiffer() {
        Integer port = values.find(Keys.HTTP_PORT);
        if (port != null && port != 0 && port.equals(values.find(Keys.MANAGEMENT_PORT))) {
            add("http.port and management.port", "must be two different ports");
        }
    }

    private void shorter(Key<Duration> less, Key<Duration> more) {
        Duration small = values.find(less);
        Duration large = values.find(more);
        if (small != null && large != null && small.compareTo(large) >= 0) {
            add(less.path() + " and " + more.path(), "the first must be shorter than the second");
        }
    }

    private void ordered(String least, String most) {
        if (values.at(least) instanceof Integer small && values.at(most) instanceof Integer large && small > large) {
            add(least + " and " + most, "the first must not be greater than the second");
        }
    }

    private void fitsTheWindow() {
        Integer reply = values.find(Keys.NUM_PREDICT);
        Integer window = values.find(Keys.NUM_CTX);
        int usual = window == null ? ModelSettings.USUAL_WINDOW : window;
        if (reply != null && reply > usual / 2) {
            add("ollama.num_predict and ollama.num_ctx", "a reply must fit into half of the context window");
        }
    }

    /** People see them, and have tokens of their own. */
    private void serversAreForEverybody() {
        List<URI> servers = values.find(Keys.NOTIFY_SERVERS);
        if (servers != null && servers.stream().anyMatch(server -> server.getRawUserInfo() != null)) {
            add("notifications.servers", "must be addresses without a user or password");
        }
    }

    private void placesAreUsable(Path home) {
        Path directory = expanded(Keys.DATA_DIR, home);
        if (directory != null
                && directory.toFile().exists()
                && !directory.toFile().isDirectory()) {
            add("DEMI_DATA_DIR", "must be a directory, and " + directory + " is a file");
        }
        if (directory != null && directory.toString().contains("%")) {
            // Logback would take it for a part of the pattern of file names, and has no escape.
            add("DEMI_DATA_DIR", "must not contain %");
        }
        noQuestionMark("DEMI_DATA_DIR", directory);
        noQuestionMark("backup.folder", values.find(Keys.BACKUP_FOLDER));
        Path database = expanded(Keys.DATABASE_URL, home);
        if (database != null && database.toFile().isDirectory()) {
            add("DATABASE_URL", "must be a file, and " + database + " is a directory");
        }
    }

    /** SQLite's driver would take what comes behind it for its own settings. */
    private void noQuestionMark(String key, @Nullable Path path) {
        if (path != null && path.toString().contains("?")) {
            add(key, "must not contain ?");
        }
    }

    private @Nullable Path expanded(Key<Path> key, Path home) {
        Path path = values.find(key);
        return path == null ? null : Paths.expand(path, home);
    }

    private void add(String keys, String rule) {
        problems.add(new SettingsProblem(keys, null, rule, WHERE));
    }
}
