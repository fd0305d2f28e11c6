package demi.settings;

import demi.accounts.AccountsRoom;
import demi.app.AllSettings;
import demi.discord.DiscordRoom;
import demi.discord.DiscordSettings;
import demi.http.HttpRoom;
import demi.http.HttpSettings;
import demi.logging.LoggingKeys;
import demi.logging.LoggingSettings;
import demi.model.ModelRoom;
import demi.model.ModelSettings;
import demi.room.Room;
import demi.settings.source.SettingsProblem;
import demi.store.StoreRoom;
import demi.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
        return AllSettings.load(
                new Sources(commandLine, yaml, environment, besideJar, home(), ZoneId.of("Asia/Tokyo")));
    }

    /** What some of the rooms make of it. */
    record Made(
            Path dataDir,
            ZoneId timezone,
            HttpSettings http,
            AccountsRoom.Configured tokens,
            AccountsRoom.Configured accounts,
            ModelSettings model,
            StoreSettings store,
            DiscordSettings discord,
            LoggingSettings logging) {}

    Made settings() {
        Settings all = loaded().settings();
        AccountsRoom.Configured accounts = new AccountsRoom().settings(all);
        return new Made(
                all.dataDir(),
                all.timezone(),
                new HttpRoom().settings(all),
                accounts,
                accounts,
                new ModelRoom().settings(all),
                new StoreRoom().settings(all),
                new DiscordRoom().settings(all),
                new LoggingKeys().settings(all));
    }

    /** What everybody makes of it, by the name of the group of settings. */
    Map<String, Record> records() {
        Settings all = loaded().settings();
        Map<String, Record> records = new TreeMap<>();
        for (SettingsGroup group : AllSettings.catalog().groups()) {
            records.put(name(group), group.settings(all));
        }
        return records;
    }

    private static String name(SettingsGroup group) {
        return group instanceof Room room
                ? room.name()
                : group.getClass().getSimpleName().replaceFirst("Keys$", "").toLowerCase(Locale.ROOT);
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
