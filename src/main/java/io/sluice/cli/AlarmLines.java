package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.event.Alarms;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Alarms for people: what has changed that should not have, the first of it, and what to do. */
final class AlarmLines {
    private AlarmLines() {}

    /** Raw files that were changed and schemas that were edited; what is indented belongs to the line above. */
    static List<String> of(Settings settings, Alarms alarms) {
        List<String> lines = new ArrayList<>();
        if (alarms.rawChanged() > 0) {
            long more = alarms.rawChanged() - alarms.changed().size();
            lines.add((alarms.rawChanged() == 1
                            ? "1 raw file was"
                            : Quantities.count(alarms.rawChanged()) + " raw files were")
                    + " changed after the decision: "
                    + alarms.changed().stream().map(OneLine::of).collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + Quantities.count(more) + " more" : ""));
            lines.add(
                    "  ask the supplier why; the log has the hashes (Checksum mismatch), what was published before is kept in "
                            + new HomePaths(settings.home())
                                    .show(settings.backups().resolve("runs")));
        }
        for (String schema : alarms.editedSchemas()) {
            lines.add("the schema " + OneLine.of(schema) + " was edited after it was used");
            lines.add("  restore it, and put the change into a new version under a new name");
        }
        return lines;
    }
}
