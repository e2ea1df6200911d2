package io.sluice.check;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A part of the heap that large documents use one after the other where they would not fit together. Who needs more than is
 * left waits; who needs more than there is, is refused. Small documents take nothing of it: the rest of the heap is for them.
 *
 * <p>Who takes of both shares takes of {@link #CONTENTS} first, and nobody waits for anything while he holds a part of {@link
 * #TREES}: so nobody waits for ever.
 */
public final class HeapShare {
    /** What a document or a tree of this size takes is not counted: each worker has one at most. */
    public static final int SMALL_BYTES = 64 * 1024;

    private static final long MIB = 1L << 20;

    /** What Sluice, Camel and the ledger need for themselves. */
    private static final long OWN_BYTES = 40 * MIB;

    /** The bytes of documents that were read and not yet written, each with the copy that the steps of the route are given. */
    public static final HeapShare CONTENTS = ofHeap("the bytes of documents", 25);

    /** What is made of a document for as long as it is checked. */
    public static final HeapShare TREES = ofHeap("checking documents", 60);

    private final String use;
    private final int kibMax;
    private final Semaphore kib;

    /** A part that was taken; to be given back once. */
    public static final class Part {
        /** Nothing was taken. */
        public static final Part NONE = new Part(null, 0);

        private final @Nullable HeapShare share;
        private int kib;

        private Part(@Nullable HeapShare share, int kib) {
            this.share = share;
            this.kib = kib;
        }

        /** Gives it back. Does nothing when it was. */
        public synchronized void giveBack() {
            if (share != null && kib > 0) {
                share.kib.release(kib);
                kib = 0;
            }
        }
    }

    HeapShare(String use, long bytes) {
        this.use = use;
        this.kibMax = (int) Math.min(Integer.MAX_VALUE, bytes / 1024);
        this.kib = new Semaphore(kibMax, true);
    }

    private static HeapShare ofHeap(String use, int percent) {
        long free = Math.max(0, Runtime.getRuntime().maxMemory() - OWN_BYTES);
        return new HeapShare(use, free / 100 * percent);
    }

    /**
     * Waits until so much is left, and takes it.
     *
     * @throws NotEnoughMemory when there will never be so much
     */
    public Part take(long bytes) {
        if (bytes <= SMALL_BYTES) {
            return Part.NONE;
        }
        long needed = bytes / 1024 + 1;
        if (needed > kibMax) {
            throw new NotEnoughMemory(String.format(
                    Locale.ROOT,
                    "it needs up to %,d MiB, and of the heap %,d MiB are for %s",
                    bytes / MIB + 1,
                    kibMax / 1024,
                    use));
        }
        kib.acquireUninterruptibly((int) needed);
        return new Part(this, (int) needed);
    }
}
