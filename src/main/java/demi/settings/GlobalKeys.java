package demi.settings;

import demi.settings.source.Key;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** What belongs to no room. The first is known before all others, since one of their sources lies there. */
final class GlobalKeys implements SettingsGroup {

    static final Key<Path> DATA_DIR = Key.of(
                    "data_dir", ValueTypes.PATH, "~/.demi", "Everything Demi writes lives here.")
            .variable("DEMI_DATA_DIR");
    static final Key<ZoneId> TIMEZONE = Key.of(
                    "timezone", ValueTypes.ZONE, null, "For quiet hours and the time of day.")
            .variable("DEMI_TIMEZONE");

    record Global(Path dataDir, ZoneId timezone) {}

    @Override
    public List<Key<?>> keys() {
        return List.of(DATA_DIR, TIMEZONE);
    }

    @Override
    public Global settings(Settings settings) {
        return new Global(settings.dataDir(), settings.timezone());
    }

    @Override
    public void check(SettingsRules rules) {
        Path directory = rules.path(DATA_DIR);
        if (directory == null) {
            return;
        }
        if (directory.toFile().exists() && !directory.toFile().isDirectory()) {
            rules.broken("DEMI_DATA_DIR", "must be a directory, and " + directory + " is a file");
        }
        if (directory.toString().contains("%")) {
            // Logback would take it for a part of the pattern of file names, and has no escape.
            rules.broken("DEMI_DATA_DIR", "must not contain %");
        }
        rules.noQuestionMark("DEMI_DATA_DIR", directory);
    }
}
