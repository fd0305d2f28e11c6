package demi.command;

import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.settings.SettingsLoader;
import demi.settings.Sources;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --conf FILE}, which every command takes. */
final class ConfOption {

    @Option(names = "--conf", paramLabel = "FILE", description = "The YAML file with settings.")
    private @Nullable Path file;

    /** Reads all sources; see {@link SettingsLoader#load} for what it throws. */
    Settings settings() {
        return loaded().settings();
    }

    LoadedSettings loaded() {
        return SettingsLoader.load(Sources.ofThisProcess(Map.of(), file));
    }
}
