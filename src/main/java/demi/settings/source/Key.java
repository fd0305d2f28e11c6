package demi.settings.source;

import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param path where it stands in the YAML
 * @param variable its environment variable, if it has one
 * @param alias another name of that, which people may know from elsewhere
 * @param byDefault as it would be written in the YAML; null where it may stay unset
 * @param secret never shown; its variable may also come as NAME_FILE
 * @param inDataDir of a path: the file in the data directory that it is where nobody has set it; null: none
 */
public record Key<T>(
        String path,
        @Nullable String variable,
        @Nullable String alias,
        ValueType<T> kind,
        @Nullable String byDefault,
        boolean secret,
        String says,
        @Nullable String inDataDir) {

    /** One without a variable, which may be shown. */
    public static <T> Key<T> of(String path, ValueType<T> kind, @Nullable String byDefault, String says) {
        return new Key<>(path, null, null, kind, byDefault, false, says, null);
    }

    public Key<T> variable(String name) {
        return new Key<>(path, name, alias, kind, byDefault, secret, says, inDataDir);
    }

    public Key<T> also(String name) {
        return new Key<>(path, variable, name, kind, byDefault, secret, says, inDataDir);
    }

    public Key<T> hidden() {
        return new Key<>(path, variable, alias, kind, byDefault, true, says, inDataDir);
    }

    /** For a path that has no other default. */
    public Key<T> inDataDir(String file) {
        return new Key<>(path, variable, alias, kind, byDefault, secret, says, file);
    }

    /** By its path alone; a record's own way is made anew at each start, which takes as long as many of these. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key<?> key && key.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Nullable
    public T defaultValue() {
        return byDefault == null ? null : kind.parse().apply(byDefault);
    }
}
