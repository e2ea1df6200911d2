package io.sluice.intake;

import io.sluice.intake.list.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rejected files of one source, as they were when they were met last. A writer that paused too long, or a supplier who
 * corrects a file in place, leaves no trace in its directory; and rejected files are few. So each poll looks at them.
 *
 * <p>Used by one thread.
 */
final class RejectedFiles {
    /** How many are remembered, in about 200 bytes each. Those beyond are met at full scans, as all other known files. */
    static final int HELD_MAX = 10_000;

    /** How many one poll looks at, each by a {@code stat}; the next one goes on behind them. */
    static final int LOOKED_AT_MAX = 1_000;

    /** By path relative to the source; those that were looked at last come last. */
    private final Map<String, FileStatus> files = new LinkedHashMap<>();

    /** @param path relative to the source */
    void met(String path, FileStatus status) {
        if (files.size() < HELD_MAX || files.containsKey(path)) {
            files.put(path, status);
        }
    }

    /**
     * Looks at those that were not looked at for the longest time.
     *
     * @param changed told of each that is gone or not as it was, which is forgotten
     */
    void look(Path root, Consumer<String> changed) {
        if (files.isEmpty()) {
            return;
        }
        List<String> due = new ArrayList<>(Math.min(files.size(), LOOKED_AT_MAX));
        for (String path : files.keySet()) {
            if (due.size() == LOOKED_AT_MAX) {
                break;
            }
            due.add(path);
        }
        for (String path : due) {
            FileStatus before = files.remove(path);
            if (before != null && before.equals(now(root.resolve(path), before))) {
                files.put(path, before);
            } else {
                changed.accept(path);
            }
        }
    }

    private static FileStatus now(Path file, FileStatus before) {
        try {
            return FileStatus.of(file);
        } catch (IOException e) {
            // whoever meets it next says what is wrong with it
            return new FileStatus(before.kind(), -1, 0, 0, 0);
        }
    }
}
