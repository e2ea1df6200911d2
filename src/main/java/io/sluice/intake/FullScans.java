package io.sluice.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a source is to be looked at in full: first, again after a while, and when another index is to be used. */
public final class FullScans {
    private final long everyNs;
    private @Nullable FileIndex lastWith;
    private long lastNs;

    public FullScans(Duration every) {
        this.everyNs = every.toNanos();
    }

    /**
     * Whether one is due whatever index is used.
     *
     * @param nowNs monotonic
     */
    public boolean isDue(long nowNs) {
        return lastWith == null || nowNs - lastNs >= everyNs;
    }

    /** As {@link #isDue(long)}; what a command changed in the ledger, and so in its index, shows in no directory. */
    public boolean isDue(FileIndex index, long nowNs) {
        return index != lastWith || isDue(nowNs);
    }

    /** A full scan that met everything it could reach has ended. */
    public void ended(FileIndex index, long beganNs) {
        lastWith = index;
        lastNs = beganNs;
    }
}
