package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.event.Counts;
import io.sluice.event.FaultFile;
import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.intake.Undeclared;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.lease.RunLock;
import io.sluice.operate.FreeDisk;
import io.sluice.operate.LedgerStatus;
import io.sluice.operate.SourceStatus;
import io.sluice.operate.Status;
import io.sluice.operate.Status.Part;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The status for people. */
record StatusReport(Settings settings, Status status) {
    private static final String UNKNOWN = "unknown";

    void printTo(PrintWriter out) {
        if (status.sources().isEmpty() && status.unseen().containsKey(Part.SOURCES)) {
            out.println("Which sources are declared is unknown.");
        } else if (status.sources().isEmpty()) {
            out.println("No source is declared. Declare one with a route file in "
                    + shown(settings.routes().resolve("sources")) + ".");
        } else {
            printSources(out);
        }
        if (!status.stages().isEmpty()) {
            out.println();
            new StageTable(status.stages()).printTo(out);
        }
        out.println();
        printLine(out, "Last run", lastRun());
        if (status.lastRun() != null) {
            printLine(out, "", counts(status.lastRun()));
        }
        printFaults(out);
        String unseen = "Unknown";
        for (String why : status.unseen().values()) {
            printLine(out, unseen, OneLine.of(why));
            unseen = "";
        }
        String title = "Alarms";
        for (String line : AlarmLines.of(settings, status.alarms())) {
            printLine(out, title, line);
            title = "";
        }
        Undeclared undeclared = status.undeclared();
        if (undeclared != null && undeclared.count() > 0) {
            printLine(out, "Nobody's", OneLine.of(undeclared.toString()));
            printLine(
                    out,
                    "",
                    "  in " + shown(settings.raw()) + "; declare them in "
                            + shown(settings.routes().resolve("sources")) + ", or move them away");
        }
        printLine(out, "Process", process());
        printLine(out, "Disk", disk());
        printLine(out, "Ledger", ledger());
    }

    private static void printLine(PrintWriter out, String title, String text) {
        out.println(String.format(Locale.ROOT, " %-9s %s", title, text).stripTrailing());
    }

    private void printSources(PrintWriter out) {
        Table table = new Table()
                .text("source")
                .number("validated")
                .number("rejected")
                .number("pending")
                .text("last scan");
        for (SourceStatus source : status.sources()) {
            SourceTotals totals = source.totals();
            Scan scan = totals == null ? null : totals.lastScan();
            table.row(
                    source.source() + (Boolean.FALSE.equals(source.declared()) ? " (no route file)" : ""),
                    totals == null ? nothing() : Quantities.count(totals.validated()),
                    totals == null ? nothing() : Quantities.count(totals.rejected()),
                    scan == null
                            ? unscanned("-")
                            : Quantities.count(scan.counts().pending()),
                    scan == null ? unscanned("never") : Quantities.time(scan.at()));
        }
        table.printTo(out);
    }

    /** What a source has come to of which no ledger tells. */
    private String nothing() {
        return status.knowsTotals() ? "0" : UNKNOWN;
    }

    private String unscanned(String word) {
        return status.knowsTotals() ? word : UNKNOWN;
    }

    private void printFaults(PrintWriter out) {
        FaultFile.Saved saved = status.faults();
        if (saved == null || saved.faults().isEmpty()) {
            return;
        }
        long atStages = status.stages().stream()
                .mapToLong(stage -> stage.totals().totals().pending())
                .sum();
        long pending = status.sources().stream()
                .map(SourceStatus::totals)
                .filter(Objects::nonNull)
                .map(SourceTotals::lastScan)
                .filter(Objects::nonNull)
                .mapToLong(scan -> scan.counts().pending())
                .sum();
        boolean counted = status.sources().stream()
                .anyMatch(source -> source.totals() != null && source.totals().lastScan() != null);
        printLine(
                out,
                "Pending",
                (counted ? atLeast(saved) + Quantities.count(pending) : UNKNOWN)
                        + (atStages == 0 ? "" : ", and " + Quantities.count(atStages) + " at stages")
                        + ", because, as of " + Quantities.time(saved.at()) + ":");
        for (OpenFault fault : saved.faults()) {
            printLine(out, "", OneLine.of(fault.message()));
            printLine(
                    out,
                    "",
                    "  since " + Quantities.time(fault.since()) + ", met " + Quantities.of(fault.times(), "time") + ", "
                            + String.join(", ", fault.sources()));
        }
    }

    /** What a source that cannot be read holds is in no count. */
    private static String atLeast(FaultFile.@Nullable Saved saved) {
        return saved != null && saved.faults().stream().anyMatch(fault -> fault.kind() == Kind.SOURCE)
                ? "at least "
                : "";
    }

    private String lastRun() {
        Run run = status.lastRun();
        if (run == null) {
            return switch (status.ledger().state()) {
                case UNREADABLE -> "unknown, because the ledger cannot be read";
                case OK -> "none yet; start one with: sluice run --once";
                case MISSING ->
                    status.neverRan()
                            ? "none yet; start one with: sluice run --once"
                            : "unknown, because the ledger is gone";
            };
        }
        return run.id() + " (" + run.mode() + "), " + Quantities.time(run.startedAt()) + ", "
                + end(run, status.process());
    }

    private String end(Run run, RunLock.@Nullable Holder process) {
        Instant endedAt = run.endedAt();
        if (endedAt != null) {
            double seconds = Duration.between(run.startedAt(), endedAt).toMillis() / 1_000.0;
            return "took " + Quantities.seconds(seconds);
        }
        if (process != null) {
            return "goes on";
        }
        return status.unseen().containsKey(Part.PROCESS)
                ? "goes on or was cut off before its end"
                : "was cut off before its end";
    }

    private String counts(Run run) {
        Counts counts = run.counts();
        FaultFile.Saved saved = status.faults();
        boolean ofThisRun = saved != null && saved.run().equals(run.id());
        return Quantities.count(counts.seen()) + " seen, "
                + Quantities.count(counts.validated()) + " validated, "
                + Quantities.count(counts.rejected()) + " rejected, "
                + Quantities.count(counts.alreadyProcessed()) + " already processed, "
                + (ofThisRun ? atLeast(saved) : "") + Quantities.count(counts.pending()) + " pending";
    }

    private String process() {
        RunLock.Holder process = status.process();
        if (process != null) {
            return process.toString();
        }
        return status.unseen().containsKey(Part.PROCESS) ? UNKNOWN : "none is running";
    }

    private String disk() {
        FreeDisk disk = status.disk();
        if (!disk.isKnown()) {
            return UNKNOWN + ", for " + shown(settings.validated());
        }
        String text = String.format(
                Locale.ROOT,
                "%s free of %s (%.0f %%), for %s",
                Quantities.size(disk.bytes()),
                Quantities.size(disk.totalBytes()),
                disk.percent(),
                shown(settings.validated()));
        return disk.percent() >= settings.diskFreePercentMin()
                ? text
                : text + "; less than the " + settings.diskFreePercentMin() + " % of sluice.disk.free_percent_min";
    }

    private String ledger() {
        LedgerStatus ledger = status.ledger();
        Long bytes = ledger.sizeBytes();
        String file = shown(ledger.file()) + (bytes == null || bytes == 0 ? "" : ", " + Quantities.size(bytes));
        return switch (ledger.state()) {
            case OK -> file + ", ok";
            case MISSING ->
                status.neverRan()
                        ? file + " is not there yet; the first run creates it"
                        : file + " is gone: put it back, or " + (status.process() == null ? "" : "stop and ")
                                + "start again with an empty one, which publishes equal bytes anew";
            case UNREADABLE -> file + ", unreadable: " + ledger.problem();
        };
    }

    private String shown(Path path) {
        return new HomePaths(settings.home()).show(path);
    }
}
