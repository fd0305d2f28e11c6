package demi.app;

import demi.settings.Settings;
import demi.settings.SettingsGroup;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import java.util.List;

/** The settings of {@link VerticleSupervisor}; in the file they stand among those of the machine. */
final class SupervisorKeys implements SettingsGroup {

    private static final Key<Integer> MAX_ERRORS = Key.of(
                    "resources.max_errors", ValueTypes.whole(1, 1000), "5", "Failures of a part before it is down.")
            .variable("DEMI_MAX_ERRORS");
    private static final Key<Boolean> AUTO_RECOVER = Key.of(
                    "resources.auto_recover", ValueTypes.FLAG, "false", "Restart such a part.")
            .variable("DEMI_AUTO_RECOVER");

    @Override
    public List<Key<?>> keys() {
        return List.of(MAX_ERRORS, AUTO_RECOVER);
    }

    @Override
    public SupervisorSettings settings(Settings settings) {
        return new SupervisorSettings(settings.get(MAX_ERRORS), settings.get(AUTO_RECOVER));
    }
}
