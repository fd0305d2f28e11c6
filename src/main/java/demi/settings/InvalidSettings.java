package demi.settings;

import demi.settings.source.SettingsProblem;
import java.util.List;
import java.util.stream.Collectors;

/** The settings are wrong, and these are all the reasons; the process ends with exit code 2. */
public final class InvalidSettings extends RuntimeException {
    private final transient List<SettingsProblem> problems;

    public InvalidSettings(List<SettingsProblem> problems) {
        super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<SettingsProblem> problems() {
        return problems;
    }
}
