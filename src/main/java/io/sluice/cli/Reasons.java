package io.sluice.cli;

import io.sluice.check.finding.Finding;
import io.sluice.event.Event;
import io.sluice.text.OneLine;

/** Findings in words, in one line each. */
final class Reasons {
    private Reasons() {}

    /** Where, then what: {@code line 3, column 12, /grants/0/amount: The amount …}. */
    static String of(Event.FileRejected rejected) {
        String place = rejected.place().isEmpty() || rejected.pointer().isEmpty()
                ? rejected.place() + rejected.pointer()
                : rejected.place() + ", " + rejected.pointer();
        return OneLine.of(place.isEmpty() ? rejected.message() : place + ": " + rejected.message());
    }

    /** As {@link #of(Event.FileRejected)}. */
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
        return OneLine.of(place.isEmpty() ? finding.message() : place + ": " + finding.message());
    }
}
