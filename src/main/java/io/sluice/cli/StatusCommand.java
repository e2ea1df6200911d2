package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.config.SettingsProblems;
import io.sluice.event.FaultFile;
import io.sluice.fault.EnvironmentFault;
import io.sluice.operate.LedgerStatus;
import io.sluice.operate.OperationContext;
import io.sluice.operate.Status;
import io.sluice.operate.StatusOperation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How Sluice is, running or resting. */
final class StatusCommand implements Callable<Integer> {
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final Sluice sluice;
    private final CommandSpec spec = Specs.of("status", this, json);

    StatusCommand(Sluice sluice) {
        this.sluice = sluice;
        spec.usageMessage()
                .description(
                        "Shows what each source came to, the last run, free disk, the ledger, and the running process.",
                        "Pending is as of the last scan of the source. Nothing is changed.",
                        "")
                .footer(
                        "",
                        "Exits with 0, with 1 on an alarm (the last run found raw files changed, a used schema is edited, something"
                                + " lies in the raw zone that nobody takes), with 4 while a checksum mismatch keeps files"
                                + " pending, or with 5 when the ledger or something else cannot be read, or the ledger is gone.",
                        "",
                        "Examples:",
                        "  sluice status",
                        "  sluice status --json");
    }

    CommandSpec spec() {
        return spec;
    }

    /** Whoever ran has left a ledger: one that is gone is a fault, and not a first start. */
    private static ExitCode exitCode(Status status) {
        FaultFile.Saved saved = status.faults();
        Set<ExitCode> holding = EnumSet.noneOf(ExitCode.class);
        if (saved != null
                && saved.faults().stream().anyMatch(fault -> fault.kind() == EnvironmentFault.Kind.INTEGRITY)) {
            holding.add(ExitCode.INTEGRITY);
        }
        LedgerStatus.State ledger = status.ledger().state();
        if (ledger == LedgerStatus.State.UNREADABLE
                || (ledger == LedgerStatus.State.MISSING && !status.neverRan())
                || !status.unseen().isEmpty()) {
            holding.add(ExitCode.ENVIRONMENT);
        }
        if (!status.alarms().isNone()) {
            holding.add(ExitCode.REJECTED);
        }
        return ExitCode.worst(holding);
    }

    @Override
    public Integer call() throws SettingsProblems, IOException {
        OperationContext context = sluice.context();
        Settings settings = context.settings();
        Status status = new StatusOperation().run(context);
        PrintWriter out = spec.commandLine().getOut();
        if (Specs.given(json)) {
            new StatusJson(settings, status).printTo(out);
        } else {
            new StatusReport(settings, status).printTo(WrappingWriter.onStdout(spec));
        }
        return exitCode(status).code();
    }
}
