package io.sluice.pipeline.progress;

import java.util.concurrent.atomic.AtomicLong;

/** What one look at a source's directory counts. The thread that looks counts; any thread may read. */
public final class LookCount {
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    /** A regular file with an acceptable name. */
    public void seen() {
        seen.incrementAndGet();
    }

    /** A file whose current version the ledger holds. */
    public void known() {
        known.incrementAndGet();
    }

    /** A file passed over for its name. */
    public void ignored() {
        ignored.incrementAndGet();
    }

    /** A file counted as seen that the endpoint's own options exclude. */
    public void excluded() {
        seen.decrementAndGet();
        ignored.incrementAndGet();
    }

    /** A file counted as seen that is gone since. */
    public void vanished() {
        seen.decrementAndGet();
    }

    /** A file that is not taken yet: it still moves, its done-file is missing, or it is in hand. */
    public void waiting() {
        waiting.incrementAndGet();
    }

    public long seenCount() {
        return seen.get();
    }

    public long knownCount() {
        return known.get();
    }

    public long ignoredCount() {
        return ignored.get();
    }

    public long waitingCount() {
        return waiting.get();
    }
}
