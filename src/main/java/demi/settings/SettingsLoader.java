package demi.settings;

import demi.settings.source.DidYouMean;
import demi.settings.source.DotEnvFile;
import demi.settings.source.Key;
import demi.settings.source.Layer;
import demi.settings.source.Paths;
import demi.settings.source.RawValue;
import demi.settings.source.ResolvedValues;
import demi.settings.source.SettingsProblem;
import demi.settings.source.TableSecrets;
import demi.settings.source.Variables;
import demi.settings.source.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Command line before process environment before {@code .env} in the data directory before {@code .env} beside the jar
 * before the YAML file before the defaults. Reads files and writes nothing.
 */
public final class SettingsLoader {
    private final Sources sources;
    private final SettingsCatalog catalog;
    private final List<Key<?>> keys;
    private final List<SettingsProblem> problems = new ArrayList<>();
    /** Of each name the strongest. */
    private final Map<String, String> variables = new HashMap<>();

    private SettingsLoader(Sources sources, SettingsCatalog catalog) {
        this.sources = sources;
        this.catalog = catalog;
        this.keys = catalog.keys();
    }

    /** @throws InvalidSettings with all that is wrong */
    public static LoadedSettings load(Sources sources, SettingsCatalog catalog) {
        return new SettingsLoader(sources, catalog).load();
    }

    private LoadedSettings load() {
        Layer flags = commandLine();
        Layer environment = variables(sources.environment(), "the environment");
        Layer besideJar = dotEnv(sources.besideJar());
        Layer yaml = sources.yaml() == null ? new Layer(Map.of()) : YamlFile.read(sources.yaml(), keys, problems);

        Path dataDir = dataDir(List.of(flags, environment, besideJar, yaml));
        boolean sameFile = dataDir != null && dataDir.equals(absolute(sources.besideJar()));
        Layer inDataDir = sameFile ? new Layer(Map.of()) : dotEnv(dataDir);
        forbidMovingDataDir(inDataDir);
        variables.putAll(sources.environment());
        yaml = new TableSecrets(variables, sources.home(), problems).into(yaml, keys);

        ResolvedValues values =
                ResolvedValues.of(keys, List.of(flags, environment, inDataDir, besideJar, yaml), problems);
        catalog.check(values, sources.home(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        Settings settings = new Settings(values, sources.home(), sources.machineZone());
        return new LoadedSettings(settings, SettingsPrinter.of(keys, values, settings));
    }

    private Layer commandLine() {
        Map<String, RawValue> values = new HashMap<>();
        sources.commandLine().forEach((path, text) -> {
            if (keys.stream().anyMatch(key -> key.path().equals(path))) {
                values.put(path, new RawValue(text, false, path, "the command line"));
            } else {
                String rule = "is not a setting; did you mean " + DidYouMean.to(path, keys) + "?";
                problems.add(new SettingsProblem(path, null, rule, "the command line"));
            }
        });
        return new Layer(values);
    }

    private Layer variables(Map<String, String> variables, String where) {
        return Variables.layer(variables, where, sources.home(), keys, problems);
    }

    private Layer dotEnv(@Nullable Path directory) {
        if (directory == null) {
            return new Layer(Map.of());
        }
        Map<String, String> found = DotEnvFile.read(directory, problems);
        // The one in the data directory comes later, and is the stronger.
        variables.putAll(found);
        return variables(found, directory.resolve(".env").toString());
    }

    /** Known before all else, since one of the sources lies in it; null where it is wrong, which is told later. */
    private @Nullable Path dataDir(List<Layer> layers) {
        for (Layer layer : layers) {
            RawValue raw = layer.values().get(GlobalKeys.DATA_DIR.path());
            if (raw != null) {
                return parsed(raw.text().strip());
            }
        }
        return Paths.expand(GlobalKeys.DATA_DIR.kind().parse().apply("~/.demi"), sources.home());
    }

    private @Nullable Path parsed(String text) {
        try {
            return Paths.expand(GlobalKeys.DATA_DIR.kind().parse().apply(text), sources.home());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().normalize();
    }

    private void forbidMovingDataDir(Layer inDataDir) {
        RawValue raw = inDataDir.values().get(GlobalKeys.DATA_DIR.path());
        if (raw != null) {
            problems.add(new SettingsProblem(
                    "DEMI_DATA_DIR", raw.text(), "cannot be set in the data directory", raw.where()));
        }
    }
}
