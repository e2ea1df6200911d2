package io.sluice.intake;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Bounds the files of all sources that are taken up and not ended, by number and by bytes. Once completion is asynchronous
 * nothing else does: neither threads nor queues of a route hold a file that waits for a commit.
 */
public final class Permits {
    /** Far more than the workers hold, so that a commit is shared by many. */
    private static final int FILES_MAX = 1_000;

    /** A file that fails waits for its commit with two files open: its bytes and its reasons. */
    private static final int DESCRIPTORS_OF_A_FILE = 2;

    /** What Java, the jars, the ledger, the logs and the scans have open. */
    private static final int OWN_DESCRIPTORS = 256;

    /** Where the process may hardly open anything; each commit still serves a few files. */
    private static final int FILES_MIN = 4;

    /** What may wait for the disk. */
    private static final int KIB_MAX = 256 * 1024;

    /** A larger file weighs no more, or it would have to wait until no other is in hand. */
    private static final int KIB_OF_A_FILE_MAX = KIB_MAX / 4;

    private static final int WAIT_MS = 100;

    private final int filesMax;
    private final Semaphore files;
    private final Semaphore kib = new Semaphore(KIB_MAX, true);

    /** As many as the process may have open files for. */
    public Permits() {
        this(filesMax(Descriptors.max()));
    }

    private Permits(int filesMax) {
        this.filesMax = filesMax;
        this.files = new Semaphore(filesMax, true);
    }

    static int filesMax(long descriptors) {
        long files = (descriptors - OWN_DESCRIPTORS) / DESCRIPTORS_OF_A_FILE;
        return (int) Math.max(FILES_MIN, Math.min(FILES_MAX, files));
    }

    /**
     * Waits until a file may be taken up; {@link #giveBack} with the same size follows exactly once when it says yes.
     *
     * @return false when it is time to stop
     */
    boolean take(long sizeBytes, BooleanSupplier stopping) {
        if (!acquire(files, 1, stopping)) {
            return false;
        }
        boolean taken = acquire(kib, weight(sizeBytes), stopping);
        if (!taken) {
            files.release();
        }
        return taken;
    }

    private static boolean acquire(Semaphore semaphore, int permits, BooleanSupplier stopping) {
        try {
            while (!stopping.getAsBoolean()) {
                if (semaphore.tryAcquire(permits, WAIT_MS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    void giveBack(long sizeBytes) {
        kib.release(weight(sizeBytes));
        files.release();
    }

    /** How many files are taken up and not ended. */
    public int inHand() {
        return filesMax - files.availablePermits();
    }

    private static int weight(long sizeBytes) {
        return (int) Math.min(KIB_OF_A_FILE_MAX, sizeBytes / 1024 + 1);
    }
}
