package io.sluice.cli;

import io.sluice.event.RunSummary;
import io.sluice.fault.EnvironmentFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the process says to the one that started it. */
public enum ExitCode {
    OK(0, "all well"),
    REJECTED(1, "this run rejected something, or a check found something"),
    USAGE(2, "wrong usage or configuration"),
    PRECONDITION(3, "a precondition does not hold: another run is active, disk space before a run"),
    INTEGRITY(4, "integrity: a checksum mismatch"),
    ENVIRONMENT(5, "an environment fault or a failing step left files pending, or a step undone"),
    DEFECT(70, "a defect in Sluice"),
    INTERRUPTED(130, "stopped cleanly by Ctrl-C"),
    TERMINATED(143, "stopped cleanly by SIGTERM");

    private static final List<ExitCode> WORST_FIRST = List.of(INTEGRITY, ENVIRONMENT, PRECONDITION, REJECTED, OK);

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** When several hold: 4, 5, 3, 1; 0 when none does. */
    public static ExitCode worst(Set<ExitCode> holding) {
        return WORST_FIRST.stream().filter(holding::contains).findFirst().orElse(OK);
    }

    /**
     * What a run comes to.
     *
     * @param faults the kinds of environment fault that the run met
     * @param rejected whether any stage has rejected a file in the run
     */
    public static ExitCode of(RunSummary summary, Set<EnvironmentFault.Kind> faults, boolean rejected) {
        if (faults.contains(EnvironmentFault.Kind.INTEGRITY)) {
            return INTEGRITY;
        }
        boolean stagesWait =
                summary.stages().stream().anyMatch(stage -> stage.totals().pending() > 0);
        if (!faults.isEmpty() || stagesWait || summary.totals().failed() > 0 || summary.failedAfterDecision() > 0) {
            return ENVIRONMENT;
        }
        return rejected || summary.totals().rejected() > 0 || summary.alarms().isAnyChange() ? REJECTED : OK;
    }

    /** A fault that ended a command. */
    static ExitCode of(EnvironmentFault fault) {
        return fault.kind() == EnvironmentFault.Kind.INTEGRITY ? INTEGRITY : ENVIRONMENT;
    }

    /** For the help: each code with its meaning. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode exitCode : values()) {
            table.put(" " + exitCode.code, exitCode.meaning);
        }
        return table;
    }
}
