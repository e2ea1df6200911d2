package io.sluice.cli;

import io.sluice.event.OpenFault;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import io.sluice.operate.why.PublishedLook;
import io.sluice.operate.why.RawLook;
import io.sluice.operate.why.RejectionLook;
import io.sluice.operate.why.StageLook;
import io.sluice.operate.why.WhyResult;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a file is where it is, for people: a screen of 80 columns. */
record WhyReport(WhyResult result) {
    private static final int WIDTH = 80;
    private static final int MARGIN = 11;

    void printTo(PrintWriter out) {
        wrapped(result.message() + ".", WIDTH).forEach(out::println);
        out.println();
        if (result.ledgerProblem() != null) {
            line(out, "Ledger", "unreadable: " + result.ledgerProblem());
        }
        printRaw(out);
        printDecision(out);
        printRejection(out, result.rejection());
        printPublished(out, result.published());
        printStages(out);
        for (OpenFault fault : result.faults()) {
            line(out, "Fault", fault.message());
            line(
                    out,
                    "",
                    "  since " + Quantities.time(fault.since()) + ", met " + Quantities.of(fault.times(), "time"));
        }
        printHistory(out);
        each(out, "Note", result.notes());
        each(out, "Next", result.next().isEmpty() ? List.of("Nothing is to be done.") : result.next());
    }

    private void printRaw(PrintWriter out) {
        RawLook raw = result.raw();
        if (raw == null) {
            return;
        }
        line(out, "Raw", raw.path());
        String size = raw.sizeBytes() == null ? "" : Quantities.size(raw.sizeBytes()) + "; ";
        line(out, "", size + raw.text());
    }

    private void printDecision(PrintWriter out) {
        Version decision = result.decision();
        if (decision == null) {
            return;
        }
        line(
                out,
                "Decision",
                "version " + decision.number() + ", "
                        + decision.state().name().toLowerCase(Locale.ROOT) + " "
                        + Quantities.time(decision.decidedAt()));
        line(out, "", "run " + decision.run() + ", schema " + decision.schema());
        line(out, "SHA-256", decision.sha256());
        FileId same = result.sameContentAs();
        if (same != null) {
            line(out, "", "the same content as " + same);
        }
    }

    private static void printRejection(PrintWriter out, @Nullable RejectionLook rejection) {
        if (rejection == null) {
            return;
        }
        if (rejection.reasons().isEmpty()) {
            line(out, "Reasons", "are not there any more: " + rejection.reasonFile());
            return;
        }
        each(out, "Reasons", rejection.reasons());
        long more = rejection.errorCount() - rejection.reasons().size();
        line(out, "", (more > 0 ? "and " + Quantities.count(more) + " more: " : "") + rejection.reasonFile());
    }

    private static void printPublished(PrintWriter out, @Nullable PublishedLook published) {
        if (published == null) {
            return;
        }
        line(out, "Published", published.path() == null ? "in a zone that the settings do not name" : published.path());
        line(out, "", "version " + published.version().number() + "; " + condition(published.condition()));
    }

    private static String condition(PublishedLook.@Nullable Condition condition) {
        if (condition == null) {
            return "where it lies is not known";
        }
        return switch (condition) {
            case INTACT -> "is there, with the bytes that the ledger names";
            case MISSING -> "is not there";
            case OTHER_BYTES -> "is there with other bytes than the ledger names";
        };
    }

    private void printStages(PrintWriter out) {
        String title = "Stages";
        for (StageLook stage : result.stages()) {
            line(out, title, stage.stage() + ": " + stage.text());
            PublishedLook published = stage.published();
            if (published != null && published.path() != null) {
                line(out, "", "  " + published.path());
                line(out, "", "  version " + published.version().number() + "; " + condition(published.condition()));
            }
            printRejection(out, stage.rejection());
            title = "";
        }
    }

    private void printHistory(PrintWriter out) {
        String title = "History";
        if (result.historyCount() > result.history().size()) {
            line(
                    out,
                    title,
                    "the last " + result.history().size() + " of " + Quantities.count(result.historyCount())
                            + " events");
            title = "";
        }
        for (FileEvent event : result.history()) {
            Version version = event.version();
            String number = version == null ? "" : " version " + version.number();
            FileId other = event.other();
            line(
                    out,
                    title,
                    Quantities.time(event.at()) + "  " + event.stage() + "  "
                            + event.kind().replace('_', ' ') + number + (other == null ? "" : " of " + other));
            title = "";
        }
    }

    private static void each(PrintWriter out, String title, List<String> texts) {
        String now = title;
        for (String text : texts) {
            line(out, now, text);
            now = "";
        }
    }

    private static void line(PrintWriter out, String title, String text) {
        String now = title;
        String escaped = OneLine.of(text);
        String indent = escaped.startsWith("  ") ? "  " : "";
        for (String each : wrapped(escaped.strip(), WIDTH - MARGIN - indent.length())) {
            out.println(
                    String.format(Locale.ROOT, " %-9s %s%s", now, indent, each).stripTrailing());
            now = "";
        }
    }

    /** At blanks; a word that is longer stays whole, so that it can be copied. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
