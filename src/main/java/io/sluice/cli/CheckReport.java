package io.sluice.cli;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.check.finding.Severity;
import io.sluice.operate.CheckOutput;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a check found, for people: a table of all files, then the first reasons in words, then the counts. */
final class CheckReport implements CheckOutput {
    private static final int REASONS_MAX = 20;
    /** So that one bad file does not hide the others. */
    private static final int REASONS_OF_A_FILE_MAX = 5;

    private final PrintWriter out;
    private final Table table = new Table().text("file").text("verdict").number("errors");
    private final List<String> reasons = new ArrayList<>();
    private long reasonsShown;
    private long reasonsTotal;
    private long valid;
    private long invalid;
    private long unreadable;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void checked(String file, Findings findings) {
        if (findings.failed()) {
            invalid++;
        } else {
            valid++;
        }
        String shown = OneLine.of(file);
        table.row(shown, findings.failed() ? "invalid" : "valid", Quantities.count(findings.errorCount()));
        addReasons(shown, findings);
    }

    private void addReasons(String file, Findings findings) {
        long total = findings.errorCount() + warnings(findings);
        reasonsTotal += total;
        long room = Math.min(REASONS_OF_A_FILE_MAX, REASONS_MAX - reasonsShown);
        List<Finding> shown = findings.kept().stream().limit(room).toList();
        if (shown.isEmpty()) {
            return;
        }
        reasons.add(" " + file);
        shown.forEach(finding -> reasons.add("   " + Reasons.of(finding)));
        if (total > shown.size()) {
            reasons.add("   … and " + Quantities.count(total - shown.size()) + " more in this file");
        }
        reasonsShown += shown.size();
    }

    private static long warnings(Findings findings) {
        return findings.kept().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .count();
    }

    @Override
    public void unreadable(String message) {
        unreadable++;
    }

    @Override
    public void end(long ignored) {
        if (valid + invalid > 0) {
            table.printTo(out);
            out.println();
        }
        if (!reasons.isEmpty()) {
            out.println("Reasons");
            reasons.forEach(out::println);
            if (reasonsTotal > reasonsShown) {
                out.println(" " + Quantities.count(reasonsShown) + " of " + Quantities.count(reasonsTotal)
                        + " reasons are shown; --json prints them all.");
            }
            out.println();
        }
        out.println(Quantities.of(valid + invalid, "file") + " checked: " + Quantities.count(valid) + " valid, "
                + Quantities.count(invalid) + " invalid"
                + (ignored == 0 ? "" : "; " + Quantities.count(ignored) + " ignored for their name")
                + (unreadable == 0 ? "" : "; " + Quantities.count(unreadable) + " not checked, see above")
                + ".");
    }
}
