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
 */
public record Key<T>(
        String path,
        @Nullable String variable,
        @Nullable String alias,
        ValueType<T> kind,
        @Nullable String byDefault,
        boolean secret,
        String says) {

    public Key<T> variable(String name) {
        return new Key<>(path, name, alias, kind, byDefault, secret, says);
    }

    public Key<T> also(String name) {
        return new Key<>(path, variable, name, kind, byDefault, secret, says);
    }

    public Key<T> hidden() {
        return new Key<>(path, variable, alias, kind, byDefault, true, says);
    }

    @Nullable
    public T defaultValue() {
        return byDefault == null ? null : kind.parse().apply(byDefault);
    }
}
