package demi.settings;

import demi.settings.source.Key;
import demi.settings.source.KeyOrder;
import demi.settings.source.ResolvedValues;
import demi.settings.source.SettingsProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every setting there is. */
public final class SettingsCatalog {
    private final List<SettingsGroup> groups;
    private final List<Key<?>> keys;

    /** @param example the text of {@code conf/demi.yaml}, whose order the keys get */
    public SettingsCatalog(String example, List<? extends SettingsGroup> groups) {
        this.groups = new ArrayList<>(List.of(new GlobalKeys()));
        this.groups.addAll(groups);
        KeyOrder order = new KeyOrder(example);
        this.keys = order.sorted(
                this.groups.stream().flatMap(group -> group.keys().stream()).toList());
        Set<String> paths = new HashSet<>();
        keys.forEach(key -> {
            if (!paths.add(key.path())) {
                throw new IllegalArgumentException(key.path() + " is declared twice");
            }
        });
    }

    /** In the order of {@code conf/demi.yaml}. */
    public List<Key<?>> keys() {
        return keys;
    }

    /** What belongs to no room first, then as they were given. */
    public List<SettingsGroup> groups() {
        return List.copyOf(groups);
    }

    void check(ResolvedValues values, Path home, List<SettingsProblem> problems) {
        SettingsRules rules = new SettingsRules(values, home, problems);
        groups.forEach(group -> group.check(rules));
    }
}
