package demi.cli;

import demi.app.AllSettings;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.settings.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where settings come from, for every command: the options stand before the command or after it. */
final class SettingsOptions {

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The YAML file with settings.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "One setting, such as http.port=8080; before all other sources. May be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    /** What {@code --conf} alone says. */
    static SettingsOptions of(Path file) {
        SettingsOptions options = new SettingsOptions();
        options.file = file;
        return options;
    }

    /** Reads all sources; see {@link AllSettings#load} for what it throws. */
    Settings settings() {
        return loaded().settings();
    }

    LoadedSettings loaded() {
        return AllSettings.load(Sources.ofThisProcess(values, file));
    }

    /** The file of {@code --conf}. */
    @Nullable
    Path file() {
        return file;
    }
}
