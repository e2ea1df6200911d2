package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.intake.list.FileKind;
import io.sluice.intake.list.FileStatus;
import org.junit.jupiter.api.Test;

final class FileIndexTest {
    private static final long SIZE = 4_096;
    private static final long MTIME = 1_700_000_000_123_456_789L;

    private static final long CTIME = 1_700_000_001_000_000_007L;

    private final FileIndex index = new FileIndex();

    private long key(String path) {
        byte[] bytes = path.getBytes(UTF_8);
        return index.key(bytes, bytes.length);
    }

    private void put(String path, long sizeBytes, boolean rejected) {
        index.put(key(path), sizeBytes, MTIME, CTIME, rejected);
    }

    private FileIndex.Standing standing(String path, long sizeBytes, long mtimeNs, long ctimeNs, long inode) {
        return index.standsAs(key(path), new FileStatus(FileKind.FILE, sizeBytes, mtimeNs, ctimeNs, 1), inode);
    }

    private boolean stands(String path, long sizeBytes, long mtimeNs, long ctimeNs, long inode) {
        return standing(path, sizeBytes, mtimeNs, ctimeNs, inode) == FileIndex.Standing.STANDS;
    }

    @Test
    void anotherInodeChangeTimeIsAReasonToReadAgain() {
        put("a", SIZE, false);
        assertThat(stands("a", SIZE, MTIME, CTIME, 17)).isTrue();
        assertThat(stands("a", SIZE, MTIME, CTIME + 1, 17)).isFalse();
        assertThat(index.standsAt(key("a"), 17)).isFalse();
    }

    /** As mtimes beyond 2262 are: all of them read alike. */
    @Test
    void behindAClampedMtimeTheInodeChangeTimeTellsOfAChange() {
        index.put(key("a"), SIZE, Long.MAX_VALUE, CTIME, false);
        assertThat(stands("a", SIZE, Long.MAX_VALUE, CTIME, 0)).isTrue();
        assertThat(stands("a", SIZE, Long.MAX_VALUE, CTIME + 1, 0)).isFalse();
    }

    @Test
    void aRejectedFileIsToldAsOneAndNeverTrustedForItsInode() {
        put("a", SIZE, true);
        assertThat(standing("a", SIZE, MTIME, CTIME, 17)).isEqualTo(FileIndex.Standing.REJECTED);
        assertThat(index.standsAt(key("a"), 17)).isFalse();
        assertThat(index.standsUncompared(key("a"), 17)).isFalse();
        index.putAgain(key("a"), SIZE, MTIME + 1, CTIME + 1);
        assertThat(standing("a", SIZE, MTIME + 1, CTIME + 1, 17)).isEqualTo(FileIndex.Standing.REJECTED);
        put("a", SIZE, false);
        assertThat(stands("a", SIZE, MTIME, CTIME, 17)).isTrue();
    }

    @Test
    void aRejectedFileThatIsFoundToBeTheSameIsStillRejected() {
        index.putOutdated(key("a"), true);
        assertThat(standing("a", SIZE, MTIME, CTIME, 0)).isEqualTo(FileIndex.Standing.NONE);
        index.putAgain(key("a"), SIZE, MTIME, CTIME);
        assertThat(standing("a", SIZE, MTIME, CTIME, 0)).isEqualTo(FileIndex.Standing.REJECTED);
    }

    @Test
    void aFileStandsUnderItsOwnPathSizeAndMtimeOnly() {
        put("a/b.json", SIZE, false);
        assertThat(stands("a/b.json", SIZE, MTIME, CTIME, 0)).isTrue();
        assertThat(stands("a/b.json", SIZE + 1, MTIME, CTIME, 0)).isFalse();
        assertThat(stands("a/b.json", SIZE, MTIME + 1, CTIME, 0)).isFalse();
        assertThat(stands("a/b.json", MTIME, SIZE, CTIME, 0)).isFalse();
        assertThat(stands("a/c.json", SIZE, MTIME, CTIME, 0)).isFalse();
        assertThat(index.holds(key("a/b.json"))).isTrue();
        assertThat(index.holds(key("a/c.json"))).isFalse();
    }

    @Test
    void aFileThatWasFoundChangedIsNoLongerTrustedForItsInode() {
        put("a", SIZE, false);
        assertThat(stands("a", SIZE, MTIME, CTIME, 17)).isTrue();
        assertThat(index.standsAt(key("a"), 17)).isTrue();
        assertThat(stands("a", SIZE + 1, MTIME, CTIME, 17)).isFalse();
        assertThat(index.standsAt(key("a"), 17))
                .as("changed in place, and not decided yet")
                .isFalse();
    }

    @Test
    void anInodeCountsOnlyOnceItWasSeenTogetherWithTheDecision() {
        put("a", SIZE, false);
        assertThat(index.standsAt(key("a"), 17)).isFalse();
        assertThat(index.isListed(key("a"))).isFalse();
        assertThat(stands("a", SIZE, MTIME, CTIME, 17)).isTrue();
        assertThat(index.standsAt(key("a"), 17)).isTrue();
        assertThat(index.isListed(key("a"))).isTrue();
        assertThat(index.standsAt(key("a"), 18)).isFalse();
        put("a", SIZE + 1, false);
        assertThat(index.standsAt(key("a"), 17))
                .as("the decision on another content was not seen under this inode")
                .isFalse();
    }

    @Test
    void aListingWithoutInodesMakesNoInodeSeen() {
        put("a", SIZE, false);
        assertThat(stands("a", SIZE, MTIME, CTIME, 0)).isTrue();
        assertThat(index.isListed(key("a"))).isFalse();
        assertThat(index.standsAt(key("a"), 0)).isFalse();
    }

    @Test
    void anOutdatedDecisionIsHeldAndStandsUnderNothing() {
        put("a", SIZE, false);
        index.putOutdated(key("a"), false);
        assertThat(index.holds(key("a"))).isTrue();
        assertThat(stands("a", SIZE, MTIME, CTIME, 1)).isFalse();
        assertThat(index.standsUncompared(key("a"), 1)).isFalse();
        assertThat(index.standsAt(key("a"), 1)).isFalse();
    }

    @Test
    void aNameAloneStandsUntilItIsCompared() {
        assertThat(index.standsUncompared(key("a"), 5)).isFalse();
        put("a", SIZE, false);
        assertThat(index.standsUncompared(key("a"), 5)).isTrue();
        assertThat(index.isListed(key("a"))).isTrue();
    }

    @Test
    void growsAndTellsAMillionFilesApart() {
        int files = 1_000_000;
        for (int file = 0; file < files; file++) {
            index.put(key("2024/grant-" + file + ".json"), file, MTIME + file, CTIME, false);
        }
        assertThat(index.size()).isEqualTo(files);
        for (int file = 0; file < files; file++) {
            if (!stands("2024/grant-" + file + ".json", file, MTIME + file, CTIME, file + 1)
                    || index.holds(key("2025/grant-" + file + ".json"))) {
                throw new AssertionError("file " + file);
            }
        }
        assertThat(index.bytes()).isLessThanOrEqualTo(files * 40L);
    }
}
