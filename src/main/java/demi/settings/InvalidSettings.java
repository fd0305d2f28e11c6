package demi.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings are wrong, and these are all the reasons; the process ends with exit code 2. */
public final class InvalidSettings extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
