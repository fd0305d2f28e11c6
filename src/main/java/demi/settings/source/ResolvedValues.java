package demi.settings.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of every key, and where it came from: the first of the layers that has it, or its default. */
public final class ResolvedValues {
    private static final Pattern ITEM_QUOTES =
            Pattern.compile("((?:^|,)\\s*)\"([^\",]*)\"(\\s*(?=,|$))|((?:^|,)\\s*)'([^',]*)'(\\s*(?=,|$))");

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, RawValue> origins = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    /** Layers come in order of precedence; values that a higher layer hides are checked as well. */
    public static ResolvedValues of(List<Key<?>> keys, List<Layer> layers, List<SettingsProblem> problems) {
        ResolvedValues values = new ResolvedValues();
        for (Key<?> key : keys) {
            for (Layer layer : layers) {
                RawValue raw = layer.values().get(key.path());
                if (raw != null) {
                    values.take(key, raw, problems);
                }
            }
            Object byDefault = key.defaultValue();
            if (byDefault != null && !values.broken.contains(key.path())) {
                values.values.putIfAbsent(key.path(), byDefault);
            }
        }
        return values;
    }

    /** The same with another value of a key, wherever it came from before. */
    public <T> ResolvedValues with(Key<T> key, T value) {
        ResolvedValues others = new ResolvedValues();
        others.values.putAll(values);
        others.origins.putAll(origins);
        others.broken.addAll(broken);
        others.values.put(key.path(), value);
        return others;
    }

    /** Null where the key is unset and has no default, and where it is broken. */
    @SuppressWarnings("unchecked") // values go in under a key of their own type
    public <T> @Nullable T find(Key<T> key) {
        return (T) values.get(key.path());
    }

    public <T> T get(Key<T> key) {
        return Objects.requireNonNull(find(key), key.path());
    }

    public boolean isBroken(Key<?> key) {
        return broken.contains(key.path());
    }

    @Nullable
    public RawValue origin(Key<?> key) {
        return origins.get(key.path());
    }

    /** A list as YAML writes it is understood from every source: {@code [a, "b"]} is {@code a, b}. */
    private static String items(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? ITEM_QUOTES.matcher(text.substring(1, text.length() - 1)).replaceAll("$1$2$3$4$5$6")
                : text;
    }

    private void take(Key<?> key, RawValue raw, List<SettingsProblem> problems) {
        // A secret is taken as it is: a password may begin with a space.
        String text = key.secret() ? raw.text() : raw.text().strip();
        if (text.isEmpty() && !raw.list() && key.byDefault() == null) {
            return;
        }
        try {
            Object value = key.kind()
                    .parse()
                    .apply(key.kind().list() && key.kind().table() == null && !raw.list() ? items(text) : text);
            if (values.putIfAbsent(key.path(), value) == null) {
                origins.put(key.path(), raw);
            }
        } catch (RuntimeException e) {
            broken.add(key.path());
            // A table may have a secret in it.
            String shown = key.secret() || key.kind().table() != null ? null : raw.text();
            problems.add(new SettingsProblem(
                    raw.name(), shown, "must be " + key.kind().rule(), raw.where()));
        }
    }
}
