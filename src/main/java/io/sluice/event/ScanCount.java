package io.sluice.event;

import java.util.concurrent.atomic.AtomicLong;

/** What one scan at a source's directory counts. The thread that scans counts; any thread may read. */
public final class ScanCount {
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();

    /** A file that is taken up or left for a later scan. */
    public void open() {
        open.incrementAndGet();
    }

    /** Files whose decision stands; less than 0 takes back what was counted too early. */
    public void known(long files) {
        known.addAndGet(files);
    }

    /** Files passed over for their names. */
    public void ignored(long files) {
        ignored.addAndGet(files);
    }

    /** Regular files with an acceptable name. */
    public long seenCount() {
        return open.get() + known.get();
    }

    public long knownCount() {
        return known.get();
    }

    public long ignoredCount() {
        return ignored.get();
    }
}
