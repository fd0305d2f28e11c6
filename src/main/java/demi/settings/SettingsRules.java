package demi.settings;

import demi.settings.source.Key;
import demi.settings.source.Paths;
import demi.settings.source.ResolvedValues;
import demi.settings.source.SettingsProblem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules between settings need; a rule whose settings are broken themselves is left out. */
public final class SettingsRules {
    private final ResolvedValues values;
    private final Path home;
    private final List<SettingsProblem> problems;

    SettingsRules(ResolvedValues values, Path home, List<SettingsProblem> problems) {
        this.values = values;
        this.home = home;
        this.problems = problems;
    }

    /** Null where it is unset and has no default, and where it is broken. */
    public <T> @Nullable T find(Key<T> key) {
        return values.find(key);
    }

    /** The same of a path, absolute. */
    public @Nullable Path path(Key<Path> key) {
        Path path = values.find(key);
        return path == null ? null : Paths.expand(path, home);
    }

    /** What a path in the settings stands for. */
    public Path absolute(Path path) {
        return Paths.expand(path, home);
    }

    /** Both are set or neither is. */
    public void bothOrNeither(Key<?> one, Key<?> other, String names) {
        // A broken one has its own line already.
        boolean broken = values.isBroken(one) || values.isBroken(other);
        if (!broken && (values.find(one) == null) != (values.find(other) == null)) {
            broken(names, "must be set both or not at all");
        }
    }

    public <T extends Comparable<T>> void shorter(Key<T> less, Key<T> more) {
        T small = values.find(less);
        T large = values.find(more);
        if (small != null && large != null && small.compareTo(large) >= 0) {
            broken(less.path() + " and " + more.path(), "the first must be shorter than the second");
        }
    }

    public <T extends Comparable<T>> void notGreater(Key<T> least, Key<T> most) {
        T small = values.find(least);
        T large = values.find(most);
        if (small != null && large != null && small.compareTo(large) > 0) {
            broken(least.path() + " and " + most.path(), "the first must not be greater than the second");
        }
    }

    /** SQLite's driver would take what comes behind it for its own settings. */
    public void noQuestionMark(String key, @Nullable Path path) {
        if (path != null && path.toString().contains("?")) {
            broken(key, "must not contain ?");
        }
    }

    /** @param keys what the owner calls them */
    public void broken(String keys, String rule) {
        problems.add(new SettingsProblem(keys, null, rule, "as it is set"));
    }
}
