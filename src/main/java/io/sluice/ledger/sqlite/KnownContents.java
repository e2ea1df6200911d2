package io.sluice.ledger.sqlite;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The validated versions by the first eight bytes of their content's hash, in memory: about 20 bytes each. An index in the
 * ledger's file would have a page of its own to be written for nearly every decision, once there are a million.
 *
 * <p>Read from the ledger at the first question, under a second of processor time for a million versions, and whenever
 * another process has added some. To be used within transactions of the one writing connection.
 */
final class KnownContents {
    private static final String VALIDATED =
            "SELECT id, substr(sha256, 1, 8) FROM versions WHERE id > ? AND state = 'VALIDATED'";

    private static final int CAPACITY_MIN = 1 << 10;

    /** The hashes' beginnings, by open addressing; 0 is an empty place. */
    private long[] prefixes = new long[CAPACITY_MIN];

    /** The version that had the content first, of the prefix at the same place. */
    private long[] firsts = new long[CAPACITY_MIN];

    /** The later versions of a content, in order. */
    private final Map<Long, Queue<Long>> further = new HashMap<>();

    private int size;
    private long lastVersion;
    private boolean uncommitted;
    private volatile boolean outdated;

    /** Asks whether a version still is what a duplicate refers to. */
    interface Question<T> {
        @Nullable
        T ifStanding(long version) throws SQLException;
    }

    /** A transaction begins: what one before it added and did not commit is void. */
    void begun() {
        if (outdated || uncommitted) {
            outdated = false;
            forget();
        }
        uncommitted = false;
    }

    void committed() {
        uncommitted = false;
    }

    /** A version may have become current again: the next transaction reads everything anew. For any thread. */
    void outdated() {
        outdated = true;
    }

    /** Learns of the versions up to this one, the last in the ledger. */
    void readUpTo(Statements sql, long version) throws SQLException {
        if (version < lastVersion) {
            forget();
        }
        if (version > lastVersion) {
            uncommitted = true;
            reserve(version - lastVersion);
            sql.all(VALIDATED, this::putAll, lastVersion);
            lastVersion = version;
        }
    }

    /** A version was written that is not validated. */
    void skip(long version) {
        uncommitted = true;
        lastVersion = version;
    }

    /**
     * Adds a validated version.
     *
     * @return what the question makes of the first standing version with that content; null when there is none. Versions
     *     that no longer stand are not asked for again.
     */
    <T> @Nullable T add(byte[] sha256, long version, Question<T> question) throws SQLException {
        uncommitted = true;
        lastVersion = version;
        long prefix = prefix(sha256);
        int place = place(prefix);
        T found = null;
        while (found == null && prefixes[place] == prefix) {
            found = question.ifStanding(firsts[place]);
            if (found == null) {
                Queue<Long> later = further.get(prefix);
                Long next = later == null ? null : later.poll();
                if (next == null) {
                    firsts[place] = version;
                    return null;
                }
                firsts[place] = next;
            }
        }
        put(prefix, version);
        return found;
    }

    private void forget() {
        prefixes = new long[CAPACITY_MIN];
        firsts = new long[CAPACITY_MIN];
        further.clear();
        size = 0;
        lastVersion = 0;
    }

    private int putAll(ResultSet row) throws SQLException {
        int added = 0;
        while (row.next()) {
            put(prefix(row.getBytes(2)), row.getLong(1));
            added++;
        }
        return added;
    }

    private void put(long prefix, long version) {
        int place = place(prefix);
        if (prefixes[place] == prefix) {
            further.computeIfAbsent(prefix, first -> new ArrayDeque<>(1)).add(version);
            return;
        }
        prefixes[place] = prefix;
        firsts[place] = version;
        size++;
        reserve(0);
    }

    /** Makes room for so many more, at once where many are read. */
    private void reserve(long more) {
        while (size + more > prefixes.length / 4 * 3L) {
            grow();
        }
    }

    private void grow() {
        long[] oldPrefixes = prefixes;
        long[] oldFirsts = firsts;
        prefixes = new long[oldPrefixes.length * 2];
        firsts = new long[oldFirsts.length * 2];
        for (int i = 0; i < oldPrefixes.length; i++) {
            if (oldPrefixes[i] != 0) {
                int place = place(oldPrefixes[i]);
                prefixes[place] = oldPrefixes[i];
                firsts[place] = oldFirsts[i];
            }
        }
    }

    /** Where the prefix is, or else the empty place where it belongs. */
    private int place(long prefix) {
        int mask = prefixes.length - 1;
        int place = (int) prefix & mask;
        while (prefixes[place] != 0 && prefixes[place] != prefix) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static long prefix(byte[] sha256) {
        long prefix = ByteBuffer.wrap(sha256).getLong();
        return prefix == 0 ? 1 : prefix;
    }
}
