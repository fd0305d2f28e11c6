package demi.settings.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds settings in environment variables, from the process or from a {@code .env} file. */
public final class Variables {
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
        String content = SecretFile.read(name, file, where, home, problems);
        if (content != null) {
            values.put(key.path(), new RawValue(content, false, name, where));
        }
    }
}
