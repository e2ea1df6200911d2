package io.sluice.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the settings, at once, in the order of the file. */
public final class SettingsProblems extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<SettingsProblem> problems;

    /** At least one problem. */
    public SettingsProblems(List<SettingsProblem> problems) {
        super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<SettingsProblem> problems() {
        return problems;
    }
}
