package demi.settings.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds settings in environment variables, from the process or from a {@code .env} file. */
public final class Variables {
    private static final int MOST_BYTES = 64 * 1024;

    private Variables() {}

    public static Layer layer(
            Map<String, String> variables, String where, Path home, List<Key<?>> keys, List<SettingsProblem> problems) {
        Map<String, RawValue> values = new HashMap<>();
        for (Key<?> key : keys) {
            String name = key.variable();
            String alias = key.alias();
            if (name != null) {
                add(key, name, variables, where, home, values, problems);
            }
            RawValue first = values.get(key.path());
            if (alias != null) {
                add(key, alias, variables, where, home, values, problems);
                RawValue second = values.get(key.path());
                if (first != null && second != null && !first.text().equals(second.text())) {
                    String rule = "is set to something else than " + first.name() + "; keep one";
                    problems.add(new SettingsProblem(second.name(), null, rule, where));
                }
            }
        }
        return new Layer(values);
    }

    private static void add(
            Key<?> key,
            String name,
            Map<String, String> variables,
            String where,
            Path home,
            Map<String, RawValue> values,
            List<SettingsProblem> problems) {
        String value = variables.getOrDefault(name, "");
        String file = key.secret() ? variables.getOrDefault(name + "_FILE", "") : "";
        if (!value.isEmpty() && !file.isEmpty()) {
            problems.add(new SettingsProblem(name, null, "is set, and " + name + "_FILE too; keep one", where));
        } else if (!value.isEmpty()) {
            values.put(key.path(), new RawValue(value, false, name, where));
        } else if (!file.isEmpty()) {
            fromFile(key, name + "_FILE", file, where, home, values, problems);
        }
    }

    private static void fromFile(
            Key<?> key,
            String name,
            String file,
            String where,
            Path home,
            Map<String, RawValue> values,
            List<SettingsProblem> problems) {
        try {
            Path path = Paths.expand(Path.of(file), home);
            if (Files.isDirectory(path) || Files.size(path) > MOST_BYTES) {
                throw new IOException();
            }
            String content = Files.readString(path, StandardCharsets.UTF_8).replaceFirst("\\R+\\z", "");
            if (content.isEmpty()) {
                problems.add(new SettingsProblem(name, file, "names an empty file; it must hold the value", where));
            } else {
                values.put(key.path(), new RawValue(content, false, name, where));
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(
                    new SettingsProblem(name, file, "must be the path of a readable file that holds the value", where));
        }
    }
}
