package io.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with the settings, at once, in the order of the file. */
public final class SettingsProblems extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<SettingsProblem> problems;
    private final transient Path logs;

    /**
     * At least one problem.
     *
     * @param logs where the logs are in spite of them: as far as it can be told, or by default
     */
    SettingsProblems(List<SettingsProblem> problems, Path logs) {
        this(problems, logs, null);
    }

    /** As {@link #SettingsProblems(List, Path)}, with the exception that told. */
    SettingsProblems(List<SettingsProblem> problems, Path logs, @Nullable Throwable told) {
        super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")), told);
        this.problems = List.copyOf(problems);
        this.logs = logs;
    }

    public List<SettingsProblem> problems() {
        return problems;
    }

    /** Where to log that these were refused. */
    public Path logs() {
        return logs;
    }
}
