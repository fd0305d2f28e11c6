package demi.settings;

import demi.settings.LoadedSettings.Effective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the settings back as text. */
final class EffectiveLines {
    private EffectiveLines() {}

    static List<Effective> of(List<Key<?>> keys, Values values, Settings settings) {
        return keys.stream().map(key -> line(key, values, settings)).toList();
    }

    private static <T> Effective line(Key<T> key, Values values, Settings settings) {
        Raw origin = values.origin(key);
        String from = origin == null ? "default" : origin.where();
        String name = origin == null || origin.name().equals(key.path()) ? from : from + ": " + origin.name();
        return new Effective(key.path(), shown(key, values.find(key), settings), name);
    }

    private static <T> String shown(Key<T> key, @Nullable T value, Settings settings) {
        if (key.equals(Keys.DATA_DIR)) {
            return settings.dataDir().toString();
        }
        if (key.equals(Keys.DATABASE_URL)) {
            return settings.store().database().toString();
        }
        if (key.equals(Keys.PERSONA_FILE)) {
            return settings.conductor().personaFile().toString();
        }
        if (key.equals(Keys.TIMEZONE)) {
            return settings.timezone().toString();
        }
        return value == null ? "" : key.secret() ? "***" : key.kind().show().apply(value);
    }
}
