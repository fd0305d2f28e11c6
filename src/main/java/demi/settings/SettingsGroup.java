package demi.settings;

import demi.settings.source.Key;
import java.util.List;

/** Settings that belong together: of one room, or of what is in no room. */
public interface SettingsGroup {

    List<Key<?>> keys();

    /** What these settings must be to one another, beyond what each of them must be. */
    default void check(SettingsRules rules) {}

    /** The record that is made of them. */
    Record settings(Settings settings);
}
