package io.sluice.intake;

import io.sluice.intake.list.FileStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a directory since it was listed: how it looked then, how many of its files need nothing, and the
 * names that are to be met again at every scan. As long as it looks the same it is not listed again.
 */
final class WalkedDirectory {
    /** Beyond so many files that are left open the directory is listed instead, so that memory stays bounded. */
    static final int AGAIN_MAX = 1_000;

    /**
     * How coarse the clock of a file system may be (FAT: 2 s): what happens within this time of a change may leave the
     * times of the directory as they are.
     */
    private static final long COARSEST_NS = 2_000_000_000L;

    private final FileStatus status;
    private final boolean still;
    private final List<String> directories = new ArrayList<>();
    /** Names, each ended by a slash: one object in place of three for each file of a backlog, all as long as it is walked. */
    private StringBuilder again = new StringBuilder(0);

    private int againCount;
    private boolean overflowed;
    private long known;
    private long ignored;

    /**
     * @param status read before the listing began
     * @param nowNs the time then, nanoseconds since the epoch
     */
    WalkedDirectory(FileStatus status, long nowNs) {
        this.status = status;
        this.still = nowNs - status.changedNs() > COARSEST_NS;
    }

    /**
     * Whether a listing would show nothing else than the last one did. A directory that was listed right after a change
     * is listed once more, when a further change would show in its times.
     */
    boolean isUnchanged(FileStatus now, long nowNs) {
        if (overflowed
                || now.inode() != status.inode()
                || now.mtimeNs() != status.mtimeNs()
                || now.ctimeNs() != status.ctimeNs()) {
            return false;
        }
        long ageNs = nowNs - status.changedNs();
        return still || (ageNs >= 0 && ageNs <= COARSEST_NS);
    }

    /** Whether nothing in it has to be met again. */
    boolean rests() {
        return !overflowed && againCount == 0;
    }

    void addDirectory(String name) {
        directories.add(name);
    }

    /** The names of the directories in it that are walked too. */
    List<String> directories() {
        return directories;
    }

    /** The file is to be met again at the next scan. */
    void addAgain(String name) {
        if (againCount < AGAIN_MAX) {
            again.append(name).append('/');
            againCount++;
        } else {
            overflowed = true;
            forget();
        }
    }

    /** The names to be met again, which the caller adds anew where they still are. */
    List<String> takeAgain() {
        List<String> names =
                againCount == 0 ? List.of() : List.of(again.toString().split("/"));
        forget();
        return names;
    }

    private void forget() {
        again = new StringBuilder(0);
        againCount = 0;
    }

    void addKnown(long files) {
        known += files;
    }

    void addIgnored(long files) {
        ignored += files;
    }

    /** Files whose decision stands. */
    long known() {
        return known;
    }

    /** Files and directories that are passed over for their names. */
    long ignored() {
        return ignored;
    }
}
