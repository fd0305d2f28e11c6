package demi.settings;

import demi.settings.source.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A home with nothing in it, and sources to be put beside it. */
final class Given {
    private final Path root;
    private Map<String, String> commandLine = Map.of();
    private Map<String, String> environment = Map.of();
    private @Nullable Path yaml;
    private @Nullable Path besideJar;

    Given(Path root) {
        this.root = root;
    }

    Given flags(Map<String, String> values) {
        commandLine = values;
        return this;
    }

    Given environment(Map<String, String> values) {
        environment = values;
        return this;
    }

    Given yaml(String text) throws IOException {
        yaml = Files.writeString(root.resolve("demi.yaml"), text);
        return this;
    }

    Given yamlFile(Path file) {
        yaml = file;
        return this;
    }

    Given dotEnvInDataDir(String text) throws IOException {
        Files.writeString(Files.createDirectories(home().resolve(".demi")).resolve(".env"), text);
        return this;
    }

    Given dotEnvBesideJar(String text) throws IOException {
        besideJar = Files.createDirectories(root.resolve("jar"));
        Files.writeString(besideJar.resolve(".env"), text);
        return this;
    }

    Path home() {
        return root.resolve("home");
    }

    LoadedSettings loaded() {
        return SettingsLoader.load(
                new Sources(commandLine, yaml, environment, besideJar, home(), ZoneId.of("Asia/Tokyo")));
    }

    Settings settings() {
        return loaded().settings();
    }

    String botToken() {
        return Objects.requireNonNull(settings().discord().botToken()).value();
    }

    String adminPassword() {
        return Objects.requireNonNull(settings().accounts().adminPassword()).value();
    }

    /** What is wrong, as the owner reads it; empty where nothing is. */
    List<String> problems() {
        try {
            loaded();
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems().stream().map(SettingsProblem::toString).toList();
        }
    }
}
