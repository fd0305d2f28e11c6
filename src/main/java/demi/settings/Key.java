package demi.settings;

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
record Key<T>(
        String path,
        @Nullable String variable,
        @Nullable String alias,
        Kind<T> kind,
        @Nullable String byDefault,
        boolean secret,
        String says) {

    Key<T> variable(String name) {
        return new Key<>(path, name, alias, kind, byDefault, secret, says);
    }

    Key<T> also(String name) {
        return new Key<>(path, variable, name, kind, byDefault, secret, says);
    }

    Key<T> hidden() {
        return new Key<>(path, variable, alias, kind, byDefault, true, says);
    }

    @Nullable
    T defaultValue() {
        return byDefault == null ? null : kind.parse().apply(byDefault);
    }
}
