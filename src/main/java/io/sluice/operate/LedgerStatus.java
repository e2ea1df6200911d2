package io.sluice.operate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is.
 *
 * @param sizeBytes of its file; 0 when it is missing, null when that cannot be seen
 * @param problem why it is unreadable; null otherwise
 */
public record LedgerStatus(
        Path file,
        @Nullable Long sizeBytes,
        State state,
        @Nullable String problem) {

    /** Missing is not unreadable: before the first run there is none. */
    public enum State {
        OK,
        MISSING,
        UNREADABLE
    }
}
