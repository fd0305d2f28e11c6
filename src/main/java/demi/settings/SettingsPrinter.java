package demi.settings;

import demi.settings.LoadedSettings.Effective;
import demi.settings.source.Key;
import demi.settings.source.RawValue;
import demi.settings.source.ResolvedValues;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the settings back as text. */
final class SettingsPrinter {
    private SettingsPrinter() {}

    static List<Effective> of(List<Key<?>> keys, ResolvedValues values, Settings settings) {
        return keys.stream().map(key -> line(key, values, settings)).toList();
    }

    private static <T> Effective line(Key<T> key, ResolvedValues values, Settings settings) {
        RawValue origin = values.origin(key);
        String from = origin == null ? "default" : origin.where();
        String name = origin == null || origin.name().equals(key.path()) ? from : from + ": " + origin.name();
        String file = key.inDataDir();
        String byDefault = file == null
                ? key.byDefault()
                : settings.dataDir().resolve(file).toString();
        return new Effective(key.path(), shown(key, values.find(key), settings), name, byDefault, key.secret());
    }

    private static <T> String shown(Key<T> key, @Nullable T value, Settings settings) {
        if (key.equals(GlobalKeys.DATA_DIR)) {
            return settings.dataDir().toString();
        }
        if (key.equals(GlobalKeys.TIMEZONE)) {
            return settings.timezone().toString();
        }
        String file = key.inDataDir();
        if (file != null && (value == null || value instanceof Path)) {
            return String.valueOf(value == null ? settings.dataDir().resolve(file) : place(key, settings));
        }
        return value == null ? "" : key.secret() ? "***" : key.kind().show().apply(value);
    }

    @SuppressWarnings("unchecked") // only a path can lie in the data directory
    private static @Nullable Path place(Key<?> key, Settings settings) {
        return settings.findPath((Key<Path>) key);
    }
}
