package demi.settings;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings, and what each of them is and where it came from, fit to be printed. */
public record LoadedSettings(Settings settings, List<Effective> effective) {
    public LoadedSettings {
        effective = List.copyOf(effective);
    }

    /**
     * @param value *** for a secret, empty where it is not set
     * @param byDefault what it is where nobody has set it, as it would be written; null where it may stay unset
     */
    public record Effective(
            String path,
            String value,
            String origin,
            @Nullable String byDefault,
            boolean secret) {}

    /** Whether nobody has set what has this path. */
    public boolean isDefault(String path) {
        return effective.stream()
                .anyMatch(line -> line.path().equals(path) && line.origin().equals("default"));
    }

    /** Whether a secret stands in {@code yaml}. */
    public boolean hasSecretsFrom(Path yaml) {
        return effective.stream()
                .anyMatch(line -> line.value().equals("***") && line.origin().contains(yaml.toString()));
    }

    /** One line a setting: path, value, origin. Shows no secret. */
    public String table() {
        int path =
                effective.stream().mapToInt(line -> line.path().length()).max().orElse(1);
        int value =
                effective.stream().mapToInt(line -> line.value().length()).max().orElse(1);
        StringBuilder table = new StringBuilder();
        for (Effective line : effective) {
            table.append(String.format(
                    "%-" + path + "s  %-" + Math.max(value, 1) + "s  %s%n", line.path(), line.value(), line.origin()));
        }
        return table.toString();
    }
}
