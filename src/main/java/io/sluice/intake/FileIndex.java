package io.sluice.intake;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.sluice.intake.list.FileStatus;
import java.security.SecureRandom;

/**
 * The files of one source that a decision was taken on, in about 30 bytes each: a hash table with open addressing over
 * primitive arrays.
 *
 * <p>A path is a 64-bit hash under a random seed of this process. That alone does not make a file known: its inode, or
 * its size, mtime and inode change time, must be the ones that were seen before. So a new file passes for a known one only when two
 * independent hashes, 96 bits together, agree by chance; and a known file whose entry another one overwrote passes for a
 * touched one.
 *
 * <p>Safe for use by many threads.
 */
public final class FileIndex {
    private static final int CAPACITY_MIN = 1_024;
    private static final double LOAD_MAX = 0.75;

    /** Marks a decision that does not stand, as one against another schema: nothing else has this fingerprint. */
    private static final long OUTDATED = 0;

    /** In a fingerprint: whether the decision was a rejection. */
    private static final long REJECTED = 1;

    /** What is known of a file. */
    enum Standing {
        /** Nothing, or it is not as it was decided. */
        NONE,
        /** It is as it was decided, and the decision stands. */
        STANDS,
        /** As {@link #STANDS}, and it was rejected: somebody may be about to complete it, or to write it again. */
        REJECTED
    }

    private final Hasher64 paths;
    private final Hasher64 contents;

    private long[] keys;
    private long[] fingerprints;
    private int[] inodes;
    private int size;
    private int sizeMax;

    public FileIndex() {
        this(0);
    }

    /** @param filesExpected how many files will be put; more make it grow */
    public FileIndex(long filesExpected) {
        this(new SecureRandom().nextLong(), filesExpected);
    }

    FileIndex(long seed, long filesExpected) {
        paths = Hashing.xxh3_64(seed);
        contents = Hashing.xxh3_64(~seed);
        int capacity = Math.max(CAPACITY_MIN, Math.toIntExact((long) (filesExpected / LOAD_MAX * 1.1)));
        keys = new long[capacity];
        fingerprints = new long[capacity];
        inodes = new int[capacity];
        sizeMax = (int) (capacity * LOAD_MAX);
    }

    /** Stands for a path in all other methods. */
    public long key(byte[] path, int length) {
        long key = paths.hashBytesToLong(path, 0, length);
        return key == 0 ? 1 : key;
    }

    /** A decision was taken on the file under this size and these times, and it stands. */
    public synchronized void put(long key, long sizeBytes, long mtimeNs, long ctimeNs, boolean rejected) {
        long fingerprint = fingerprint(sizeBytes, mtimeNs, ctimeNs);
        set(key, rejected ? fingerprint | REJECTED : fingerprint);
    }

    /** A decision was taken on the file, and does not stand any more or not for certain: the file is worth reading. */
    public synchronized void putOutdated(long key, boolean rejected) {
        set(key, rejected ? OUTDATED | REJECTED : OUTDATED);
    }

    /** The decision on the file that was put last stands, under another size or other times. */
    public synchronized void putAgain(long key, long sizeBytes, long mtimeNs, long ctimeNs) {
        put(key, sizeBytes, mtimeNs, ctimeNs, (fingerprints[slot(key)] & REJECTED) != 0);
    }

    private void set(long key, long fingerprint) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            if (size == sizeMax) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        fingerprints[slot] = fingerprint;
        inodes[slot] = 0;
    }

    /** Whether any decision was taken on the file. No means that the ledger does not hold it. */
    public synchronized boolean holds(long key) {
        return keys[slot(key)] != 0;
    }

    /**
     * Whether a decision on the file stands and it has the inode under which it was seen last. Never of a rejected file, which
     * is always compared.
     */
    public synchronized boolean standsAt(long key, long inode) {
        int slot = slot(key);
        return mayStand(slot) && inodes[slot] != 0 && inodes[slot] == folded(inode);
    }

    private boolean mayStand(int slot) {
        return keys[slot] != 0 && fingerprints[slot] != OUTDATED && (fingerprints[slot] & REJECTED) == 0;
    }

    /**
     * Whether a decision on the file stands; its inode is noted, and the caller will compare its size and times. Never of a
     * rejected file.
     */
    public synchronized boolean standsUncompared(long key, long inode) {
        int slot = slot(key);
        if (!mayStand(slot)) {
            return false;
        }
        inodes[slot] = folded(inode);
        return true;
    }

    /**
     * Whether a decision on the file under this size and these times stands; if so its inode is noted.
     *
     * @param inode as a listing tells it, 0 for none
     */
    synchronized Standing standsAs(long key, FileStatus status, long inode) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            return Standing.NONE;
        }
        long put = fingerprints[slot];
        if ((put & ~REJECTED) != fingerprint(status.sizeBytes(), status.mtimeNs(), status.ctimeNs())) {
            inodes[slot] = 0; // its inode no longer vouches for the file, until a decision on the change was taken
            return Standing.NONE;
        }
        inodes[slot] = folded(inode);
        return (put & REJECTED) == 0 ? Standing.STANDS : Standing.REJECTED;
    }

    /** Whether the file was met in a listing since the decision on it. */
    public synchronized boolean isListed(long key) {
        int slot = slot(key);
        return keys[slot] != 0 && inodes[slot] != 0;
    }

    /** How many files are held. */
    public synchronized int size() {
        return size;
    }

    /** How much memory the table takes. */
    synchronized long bytes() {
        return keys.length * (2L * Long.BYTES + Integer.BYTES);
    }

    /** Where the key is, or where it would be put. */
    private int slot(long key) {
        int slot = (int) Math.multiplyHigh(key >>> 1, 2L * keys.length);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 == keys.length ? 0 : slot + 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldFingerprints = fingerprints;
        int[] oldInodes = inodes;
        int capacity = Math.toIntExact(oldKeys.length * 3L / 2);
        keys = new long[capacity];
        fingerprints = new long[capacity];
        inodes = new int[capacity];
        sizeMax = (int) (capacity * LOAD_MAX);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                fingerprints[slot] = oldFingerprints[old];
                inodes[slot] = oldInodes[old];
            }
        }
    }

    /** Even, so that {@link #REJECTED} finds room in it. */
    private long fingerprint(long sizeBytes, long mtimeNs, long ctimeNs) {
        long fingerprint = contents.hashLongLongLongToLong(sizeBytes, mtimeNs, ctimeNs) & ~REJECTED;
        return fingerprint == OUTDATED ? 2 : fingerprint;
    }

    private static int folded(long inode) {
        int folded = Long.hashCode(inode);
        return inode != 0 && folded == 0 ? 1 : folded;
    }
}
