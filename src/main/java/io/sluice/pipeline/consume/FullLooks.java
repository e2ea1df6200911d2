package io.sluice.pipeline.consume;

import io.sluice.scan.FileIndex;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a source is to be looked at in full: first, again after a while, and when another index is to be used. */
final class FullLooks {
    private final long everyNs;
    private @Nullable FileIndex lastWith;
    private long lastNs;

    FullLooks(Duration every) {
        this.everyNs = every.toNanos();
    }

    /** @param nowNs monotonic */
    boolean isDue(long nowNs) {
        return lastWith == null || nowNs - lastNs >= everyNs;
    }

    /** As {@link #isDue(long)}; what a command changed in the ledger, and so in its index, shows in no directory. */
    boolean isDue(FileIndex index, long nowNs) {
        return index != lastWith || isDue(nowNs);
    }

    /** A full look that met everything it could reach has ended. */
    void ended(FileIndex index, long beganNs) {
        lastWith = index;
        lastNs = beganNs;
    }
}
