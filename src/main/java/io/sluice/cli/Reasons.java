package io.sluice.cli;

import io.sluice.check.finding.Finding;

/** Findings in words. */
final class Reasons {
    private Reasons() {}

    /** Where, then what: {@code line 3, column 12, /grants/0/amount: The amount …}. */
    static String of(Finding finding) {
        StringBuilder place = new StringBuilder();
        if (finding.line() != null) {
            place.append("line ").append(finding.line());
        }
        if (finding.column() != null) {
            place.append(", column ").append(finding.column());
        }
        if (!finding.pointer().isEmpty()) {
            place.append(place.isEmpty() ? "" : ", ").append(finding.pointer());
        }
        return place.isEmpty() ? finding.message() : place + ": " + finding.message();
    }
}
