package demi.api.house;

import demi.bus.RequestAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings in force, to read. */
public final class SettingsApi {
    private SettingsApi() {}

    /**
     * One setting.
     *
     * @param key where it stands in the YAML
     * @param value null where it is not set, and of a secret
     * @param byDefault as it would be written; null where it may stay unset
     * @param source where its value came from
     * @param isSet whether it has a value, which of a secret is all that is told
     */
    public record Setting(
            String key,
            @Nullable String value,
            @Nullable String byDefault,
            String source,
            boolean secret,
            boolean isSet) {}

    public record ListSettings() {}

    /** In the order of the example. */
    public record SettingList(List<Setting> settings) {
        public SettingList {
            settings = List.copyOf(settings);
        }
    }

    public static final RequestAddress<ListSettings, SettingList> LIST =
            RequestAddress.of("settings.list", ListSettings.class, SettingList.class);
}
