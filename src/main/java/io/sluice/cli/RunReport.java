package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.event.Alarms;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.OpenFault;
import io.sluice.event.RunSummary;
import io.sluice.operate.StageStatus;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a run came to, for people: a table per source, the reasons of the rejected files, and where to look next. */
record RunReport(Settings settings, RunSummary summary) {
    private static final int REJECTIONS_MAX = 10;

    /** Prints everything; of all rejections, which the summary counts, only the first need to be given. */
    void printTo(PrintWriter out, List<Event.FileRejected> rejections) {
        out.println("Run " + summary.run() + " (" + summary.mode() + "), " + Quantities.seconds(summary.seconds())
                + ", " + Quantities.size(summary.totals().bytes()) + rate(summary.totals()));
        out.println();
        printCounts(out);
        printStages(out);
        printRejections(out, rejections);
        printFaults(out);
        printFailedSteps(out);
        printAlarms(out);
        printPlaces(out);
    }

    private void printCounts(PrintWriter out) {
        Table table = new Table()
                .text("source")
                .number("seen")
                .number("vali-\ndated")
                .number("rejected")
                .number("already\nprocessed")
                .number("pending")
                .number("failed");
        summary.sources()
                .forEach((source, counts) ->
                        row(table, source, counts, summary.partial().contains(source)));
        if (summary.sources().size() > 1) {
            row(table, "all", summary.totals(), !summary.partial().isEmpty());
        }
        table.printTo(out);
        if (!summary.partial().isEmpty()) {
            out.println(
                    " + and what could not be seen of " + String.join(", ", summary.partial()) + "; why stands below");
        }
        if (summary.totals().ignored() > 0) {
            out.println(" " + Quantities.of(summary.totals().ignored(), "file")
                    + " ignored by name (.*, *.part, *.tmp, *~, done-files, not in include)");
        }
        out.println();
    }

    private String rate(Counts counts) {
        long decided = counts.validated() + counts.rejected();
        return decided == 0 ? "" : ", " + Quantities.rate(decided, summary.seconds()) + " files/s";
    }

    private void row(Table table, String name, Counts counts, boolean partial) {
        String more = partial ? "+" : "";
        table.row(
                name,
                Quantities.count(counts.seen()) + more,
                Quantities.count(counts.validated()),
                Quantities.count(counts.rejected()),
                Quantities.count(counts.alreadyProcessed()),
                Quantities.count(counts.pending()) + more,
                Quantities.count(counts.failed()));
    }

    /** Since each stage first started: what it did in this run alone says little. */
    private void printStages(PrintWriter out) {
        if (!summary.stages().isEmpty()) {
            new StageTable(summary.stages().stream()
                            .map(stage -> new StageStatus(stage, true))
                            .toList())
                    .printTo(out);
            out.println();
        }
    }

    private void printRejections(PrintWriter out, List<Event.FileRejected> rejections) {
        List<Event.FileRejected> shown =
                rejections.stream().limit(REJECTIONS_MAX).toList();
        if (shown.isEmpty()) {
            return;
        }
        out.println("Rejected");
        for (Event.FileRejected rejection : shown) {
            out.println(" " + OneLine.of(rejection.file().toString()));
            out.println("   " + Reasons.of(rejection));
            String more = rejection.errorCount() == 1
                    ? ""
                    : "and " + Quantities.of(rejection.errorCount() - 1, "more error") + ": ";
            out.println("   " + more + shown(rejection.reasons()));
        }
        long more = summary.totals().rejected() - shown.size();
        if (more > 0) {
            out.println(" … and " + Quantities.count(more) + " more");
        }
        out.println();
    }

    private void printFaults(PrintWriter out) {
        if (summary.faults().isEmpty()) {
            return;
        }
        out.println("Left pending, because");
        for (OpenFault fault : summary.faults()) {
            out.println(" " + OneLine.of(fault.message()));
            out.println("   met " + Quantities.of(fault.times(), "time") + ", " + String.join(", ", fault.sources()));
        }
        out.println();
    }

    private void printFailedSteps(PrintWriter out) {
        if (summary.failedAfterDecision() > 0) {
            out.println("Steps behind a decision failed " + Quantities.of(summary.failedAfterDecision(), "time")
                    + " and are not run again; the log says which. The decisions stand.");
            out.println();
        }
    }

    private void printAlarms(PrintWriter out) {
        Alarms alarms = summary.alarms();
        if (alarms.isNone()) {
            return;
        }
        out.println("Alarms");
        AlarmLines.of(settings, alarms).forEach(line -> out.println(" " + line));
        if (alarms.undeclared() > 0) {
            out.println(" " + Quantities.count(alarms.undeclared()) + " in " + shown(settings.raw())
                    + " of no source: nobody takes them; sluice status names them");
        }
        out.println();
    }

    private void printPlaces(PrintWriter out) {
        out.println("Where to look next");
        place(out, "published", settings.validated());
        if (summary.totals().rejected() > 0) {
            place(out, "dead letters", settings.deadLetter());
        }
        place(out, "log", settings.logs().resolve("migration/migration.log"));
        place(out, "summary", settings.logs().resolve("runs").resolve(summary.run() + ".json"));
    }

    private void place(PrintWriter out, String what, Path path) {
        out.println(String.format(Locale.ROOT, " %-13s %s", what, shown(path)));
    }

    private String shown(Path path) {
        return new HomePaths(settings.home()).show(path);
    }
}
