package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.event.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StabilityTest {
    private final AtomicLong nowNs = new AtomicLong();
    private Path raw;
    private Path path;

    @BeforeEach
    void deliver(@TempDir Path directory) throws IOException {
        raw = directory;
        path = Files.writeString(raw.resolve("a.json"), "{}");
    }

    /** A filter whose clock differs from that of the file system by so much. */
    private Stability filter(double stableSeconds, Duration ahead) throws IOException {
        RawAttributes now = RawAttributes.of(path);
        Instant changed = Instant.ofEpochSecond(0, now.ctimeNs());
        return new Stability(stableSeconds, agreeing(new FakeClock(changed.plus(ahead))), nowNs::get);
    }

    private static FileSystemClock agreeing(FakeClock clock) {
        return new FileSystemClock(clock, clock::nanoTime, true);
    }

    /** Whose clock need not be that of the file system. */
    private static Stability differing(FakeClock clock) {
        return new Stability(1, new FileSystemClock(clock, clock::nanoTime, false), clock::nanoTime);
    }

    private boolean accepts(Stability filter) throws IOException {
        return filter.accept(path.toString(), RawAttributes.of(path));
    }

    private boolean accepts(Stability filter, RawAttributes attributes) {
        return filter.accept(path.toString(), attributes);
    }

    @Test
    void whatStoodStillLongEnoughIsTakenAtFirstSight() throws IOException {
        assertThat(accepts(filter(1, Duration.ofMillis(1_001)))).isTrue();
    }

    @Test
    void whatChangedRecentlyIsTakenOnceItWasSeenStandingStill() throws IOException {
        Stability filter = filter(1, Duration.ofMillis(500));
        assertThat(accepts(filter)).isFalse();
        assertThat(filter.unsettled(path.toString())).isTrue();
        nowNs.addAndGet(999_999_999);
        assertThat(accepts(filter)).isFalse();
        nowNs.addAndGet(1);
        assertThat(accepts(filter)).isTrue();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void anOldMtimeProvesNothing() throws IOException {
        Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        assertThat(accepts(filter(1, Duration.ZERO))).isFalse();
    }

    @Test
    void changeTimesThatLieAheadDoNotHoldAFileBackForever() throws IOException {
        Stability filter = filter(1, Duration.ofHours(-3));
        assertThat(accepts(filter)).isFalse();
        nowNs.addAndGet(1_000_000_000);
        assertThat(accepts(filter)).isTrue();
    }

    @Test
    void whatGrowsIsWatchedAnew() throws IOException {
        Stability filter = filter(1, Duration.ofHours(-3));
        assertThat(accepts(filter)).isFalse();
        Files.writeString(path, "{\"more\":1}");
        nowNs.addAndGet(2_000_000_000);
        assertThat(accepts(filter)).isFalse();
        nowNs.addAndGet(1_000_000_000);
        assertThat(accepts(filter)).isTrue();
    }

    /** As a file looks while the kernel cuts it to nothing: the size is set first, the times last. */
    @Test
    void oldTimesDoNotVouchForAnEmptyFile() throws IOException {
        Stability filter = filter(1, Duration.ofHours(1));
        RawAttributes empty = withSize(0);
        assertThat(accepts(filter, empty)).isFalse();
        assertThat(filter.unsettled(path.toString())).isTrue();
        nowNs.addAndGet(999_999_999);
        assertThat(accepts(filter, empty)).isFalse();
        nowNs.addAndGet(1);
        assertThat(accepts(filter, empty)).isTrue();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void whatIsWrittenAfterItWasEmptyIsTakenByItsTimesAgain() throws IOException {
        Stability filter = filter(1, Duration.ofHours(1));
        RawAttributes empty = withSize(0);
        assertThat(accepts(filter, empty)).isFalse();
        RawAttributes written = new RawAttributes(2, empty.mtimeNs() + 1, empty.ctimeNs() + 1, empty.inode());
        assertThat(accepts(filter, written)).isTrue();
    }

    /** As a file looks while one long write goes on: the times are set first, and the size grows. */
    @Test
    void oldTimesDoNotVouchForASizeThatChangedUnderThem() throws IOException {
        RawAttributes half = withSize(1);
        FakeClock clock = new FakeClock(Instant.ofEpochSecond(0, half.ctimeNs()).plusMillis(500));
        Stability filter = new Stability(1, agreeing(clock), nowNs::get);
        assertThat(accepts(filter, half)).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(accepts(filter, withSize(2))).isFalse();
        nowNs.addAndGet(999_999_999);
        assertThat(accepts(filter, withSize(2))).isFalse();
        nowNs.addAndGet(1);
        assertThat(accepts(filter, withSize(2))).isTrue();
    }

    private RawAttributes withSize(long sizeBytes) throws IOException {
        RawAttributes now = RawAttributes.of(path);
        return new RawAttributes(sizeBytes, now.mtimeNs(), now.ctimeNs(), now.inode());
    }

    @Test
    void aFileThatWasReplacedByAnotherInodeIsWatchedAnew() throws IOException {
        Stability filter = filter(1, Duration.ofHours(-3));
        assertThat(accepts(filter)).isFalse();
        Path other = Files.writeString(raw.resolve("other"), "{}");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        nowNs.addAndGet(2_000_000_000);
        assertThat(accepts(filter)).isFalse();
    }

    @Test
    void zeroTakesEveryFileWhoseNextChangeWouldShow() throws IOException {
        assertThat(accepts(filter(0, Duration.ofMillis(21)))).isTrue();
        assertThat(accepts(filter(0, Duration.ofMillis(21)), withSize(0))).isTrue();
        Stability filter = filter(0, Duration.ofMillis(10));
        assertThat(accepts(filter)).isFalse();
        nowNs.addAndGet(20_000_000);
        assertThat(accepts(filter)).isTrue();
    }

    @Test
    void whereThereAreWholeSecondsOnlyNothingIsTakenWithinThem() throws IOException {
        RawAttributes now = RawAttributes.of(path);
        long second = 1_700_000_000_000_000_000L;
        RawAttributes coarse = new RawAttributes(now.sizeBytes(), second, second, now.inode());
        for (double stableSeconds : new double[] {0, 1}) {
            FakeClock clock = new FakeClock(Instant.ofEpochSecond(0, second).plusMillis(1_900));
            Stability filter = new Stability(stableSeconds, agreeing(clock), clock::nanoTime);
            assertThat(accepts(filter, coarse)).isFalse();
            assertThat(filter.waitMs(coarse)).isEqualTo(2_000);
            clock.pass(Duration.ofMillis(100));
            assertThat(accepts(filter, coarse)).isTrue();
        }
    }

    /** As where the clock of a file server lies behind: what has just been written looks old. */
    @Test
    void whatLooksOldIsYoungUntilItWasSeenTwiceWhereTheClocksMayDiffer() throws IOException {
        RawAttributes growing = RawAttributes.of(path);
        FakeClock clock =
                new FakeClock(Instant.ofEpochSecond(0, growing.ctimeNs()).plusSeconds(30));
        Stability filter = differing(clock);
        assertThat(accepts(filter, growing)).isFalse();
        clock.pass(Duration.ofMillis(500));
        RawAttributes more = new RawAttributes(
                growing.sizeBytes() + 1,
                growing.mtimeNs() + 500_000_000,
                growing.ctimeNs() + 500_000_000,
                growing.inode());
        assertThat(accepts(filter, more)).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(accepts(filter, more)).isTrue();
    }

    @Test
    void whereTheClocksMayDifferWhatIsOlderThanTheNewestIsTakenAtFirstSight() throws IOException {
        RawAttributes newest = RawAttributes.of(path);
        FakeClock clock =
                new FakeClock(Instant.ofEpochSecond(0, newest.ctimeNs()).plusSeconds(30));
        Stability filter = differing(clock);
        assertThat(accepts(filter, newest)).isFalse();
        long older = newest.ctimeNs() - 1_000_000_001;
        assertThat(filter.accept("/older", new RawAttributes(2, older, older, 1)))
                .isTrue();
    }

    /** A stamp that a supplier can set, as on some file systems, makes no other file old. */
    @Test
    void aStampFromTheFutureVouchesForNothing() throws IOException {
        RawAttributes young = RawAttributes.of(path);
        FakeClock clock =
                new FakeClock(Instant.ofEpochSecond(0, young.ctimeNs()).plusMillis(1));
        Stability filter = differing(clock);
        long future = young.ctimeNs() + 3_600_000_000_000L;
        assertThat(filter.accept("/future", new RawAttributes(2, future, future, 1)))
                .isFalse();
        assertThat(accepts(filter, young)).isFalse();
    }

    @Test
    void aClockThatIsSetForwardMakesNoFileOld() throws IOException {
        RawAttributes young = RawAttributes.of(path);
        FakeClock clock =
                new FakeClock(Instant.ofEpochSecond(0, young.ctimeNs()).plusMillis(1));
        Stability filter = new Stability(1, agreeing(clock), clock::nanoTime);
        clock.set(clock.instant().plusSeconds(3_600));
        assertThat(accepts(filter, young)).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(accepts(filter, young)).isTrue();
    }

    @Test
    void whatACompleteLookDoesNotMeetIsForgotten() throws IOException {
        Stability filter = filter(1, Duration.ZERO);
        accepts(filter);
        filter.scanEnded();
        assertThat(filter.unsettled(path.toString())).isTrue();
        filter.scanEnded();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        for (double seconds : new double[] {-1, Double.NaN, 86_401}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Stability(seconds, agreeing(new FakeClock(Instant.EPOCH))))
                    .withMessageContaining("expected 0 to 86400");
        }
    }
}
