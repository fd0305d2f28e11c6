package demi.app;

import demi.logging.LoggingKeys;
import demi.settings.LoadedSettings;
import demi.settings.SettingsCatalog;
import demi.settings.SettingsGroup;
import demi.settings.SettingsLoader;
import demi.settings.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The settings of everything that the application is made of. */
public final class AllSettings {

    private static final String EXAMPLE = "/conf/demi.yaml";

    private static final SettingsCatalog CATALOG = new SettingsCatalog(example(), groups());

    private AllSettings() {}

    /** @throws demi.settings.InvalidSettings with all that is wrong */
    public static LoadedSettings load(Sources sources) {
        return SettingsLoader.load(sources, CATALOG);
    }

    public static SettingsCatalog catalog() {
        return CATALOG;
    }

    /** Every setting with its default and a line about it. */
    public static String example() {
        try (var stream = AllSettings.class.getResourceAsStream(EXAMPLE)) {
            return new String(Objects.requireNonNull(stream, EXAMPLE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SettingsGroup> groups() {
        List<SettingsGroup> groups = new ArrayList<>(Application.ROOMS);
        groups.add(new SupervisorKeys());
        groups.add(new LoggingKeys());
        return groups;
    }
}
