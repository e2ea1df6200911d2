package io.sluice.cli;

import io.sluice.event.StageCounts;
import io.sluice.operate.StageStatus;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.util.List;

/** Stages for people: a line each. */
record StageTable(List<StageStatus> stages) {
    /** So that the line of a usual stage has at most 80 characters. */
    private static final int NAME_CHARACTERS_MAX = 14;

    void printTo(PrintWriter out) {
        Table table = new Table()
                .text("stage")
                .text("zones")
                .number("done")
                .number("rejected")
                .number("super-\nseded")
                .number("skipped")
                .number("pending");
        for (StageStatus stage : stages) {
            String publishes = stage.totals().publishes();
            StageCounts counts = stage.totals().totals();
            table.row(
                    OneLine.of(stage.totals().name(), NAME_CHARACTERS_MAX),
                    stage.totals().reads() + (publishes == null ? "" : "\n→ " + publishes),
                    Quantities.count(counts.done()),
                    Quantities.count(counts.rejected()),
                    Quantities.count(counts.superseded()),
                    Quantities.count(counts.skipped()),
                    Quantities.count(counts.pending()));
        }
        table.printTo(out);
        for (StageStatus stage : stages) {
            if (Boolean.FALSE.equals(stage.declared())) {
                String name = OneLine.of(stage.totals().name());
                out.println(" " + name + ": no route declares it; end it with: sluice stage forget " + name);
            }
        }
    }
}
