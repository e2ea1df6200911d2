package io.sluice.check.finding;

import java.util.List;

/**
 * What a check found.
 *
 * @param kept at most {@link #KEPT_MAX}, in the order of the document
 * @param errorCount the true number of errors, kept or not
 */
public record Findings(List<Finding> kept, long errorCount) {
    /** How many findings are kept of one file; the design sets the number. */
    public static final int KEPT_MAX = 1_000;

    /** Nothing to say: the file holds. */
    public static final Findings NONE = new Findings(List.of(), 0);

    /** Refuses more findings than are kept. */
    public Findings {
        kept = List.copyOf(kept);
        if (kept.size() > KEPT_MAX) {
            throw new IllegalArgumentException("kept " + kept.size() + " findings, more than " + KEPT_MAX);
        }
    }

    /** The whole of a single finding. */
    public static Findings of(Finding finding) {
        return new Findings(List.of(finding), finding.severity() == Severity.ERROR ? 1 : 0);
    }

    /** Whether the file fails. */
    public boolean failed() {
        return errorCount > 0;
    }

    /** Whether there were more errors than are kept. */
    public boolean truncated() {
        long errors = 0;
        for (Finding finding : kept) {
            errors += finding.severity() == Severity.ERROR ? 1 : 0;
        }
        return errorCount > errors;
    }
}
