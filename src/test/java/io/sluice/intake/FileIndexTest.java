package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FileIndexTest {
    private static final long SIZE = 4_096;
    private static final long MTIME = 1_700_000_000_123_456_789L;

    private final FileIndex index = new FileIndex();

    private long key(String path) {
        byte[] bytes = path.getBytes(UTF_8);
        return index.key(bytes, bytes.length);
    }

    @Test
    void aFileStandsUnderItsOwnPathSizeAndMtimeOnly() {
        index.put(key("a/b.json"), SIZE, MTIME);
        assertThat(index.standsAs(key("a/b.json"), SIZE, MTIME, 0)).isTrue();
        assertThat(index.standsAs(key("a/b.json"), SIZE + 1, MTIME, 0)).isFalse();
        assertThat(index.standsAs(key("a/b.json"), SIZE, MTIME + 1, 0)).isFalse();
        assertThat(index.standsAs(key("a/b.json"), MTIME, SIZE, 0)).isFalse();
        assertThat(index.standsAs(key("a/c.json"), SIZE, MTIME, 0)).isFalse();
        assertThat(index.holds(key("a/b.json"))).isTrue();
        assertThat(index.holds(key("a/c.json"))).isFalse();
    }

    @Test
    void aFileThatWasFoundChangedIsNoLongerTrustedForItsInode() {
        index.put(key("a"), SIZE, MTIME);
        assertThat(index.standsAs(key("a"), SIZE, MTIME, 17)).isTrue();
        assertThat(index.standsAt(key("a"), 17)).isTrue();
        assertThat(index.standsAs(key("a"), SIZE + 1, MTIME, 17)).isFalse();
        assertThat(index.standsAt(key("a"), 17))
                .as("changed in place, and not decided yet")
                .isFalse();
    }

    @Test
    void anInodeCountsOnlyOnceItWasSeenTogetherWithTheDecision() {
        index.put(key("a"), SIZE, MTIME);
        assertThat(index.standsAt(key("a"), 17)).isFalse();
        assertThat(index.isListed(key("a"))).isFalse();
        assertThat(index.standsAs(key("a"), SIZE, MTIME, 17)).isTrue();
        assertThat(index.standsAt(key("a"), 17)).isTrue();
        assertThat(index.isListed(key("a"))).isTrue();
        assertThat(index.standsAt(key("a"), 18)).isFalse();
        index.put(key("a"), SIZE + 1, MTIME);
        assertThat(index.standsAt(key("a"), 17))
                .as("the decision on another content was not seen under this inode")
                .isFalse();
    }

    @Test
    void aListingWithoutInodesMakesNoInodeSeen() {
        index.put(key("a"), SIZE, MTIME);
        assertThat(index.standsAs(key("a"), SIZE, MTIME, 0)).isTrue();
        assertThat(index.isListed(key("a"))).isFalse();
        assertThat(index.standsAt(key("a"), 0)).isFalse();
    }

    @Test
    void anOutdatedDecisionIsHeldAndStandsUnderNothing() {
        index.put(key("a"), SIZE, MTIME);
        index.putOutdated(key("a"));
        assertThat(index.holds(key("a"))).isTrue();
        assertThat(index.standsAs(key("a"), SIZE, MTIME, 1)).isFalse();
        assertThat(index.standsUncompared(key("a"), 1)).isFalse();
        assertThat(index.standsAt(key("a"), 1)).isFalse();
    }

    @Test
    void aNameAloneStandsUntilItIsCompared() {
        assertThat(index.standsUncompared(key("a"), 5)).isFalse();
        index.put(key("a"), SIZE, MTIME);
        assertThat(index.standsUncompared(key("a"), 5)).isTrue();
        assertThat(index.isListed(key("a"))).isTrue();
    }

    @Test
    void growsAndTellsAMillionFilesApart() {
        int files = 1_000_000;
        for (int file = 0; file < files; file++) {
            index.put(key("2024/grant-" + file + ".json"), file, MTIME + file);
        }
        assertThat(index.size()).isEqualTo(files);
        for (int file = 0; file < files; file++) {
            if (!index.standsAs(key("2024/grant-" + file + ".json"), file, MTIME + file, file + 1)
                    || index.holds(key("2025/grant-" + file + ".json"))) {
                throw new AssertionError("file " + file);
            }
        }
        assertThat(index.bytes()).isLessThanOrEqualTo(files * 40L);
    }
}
