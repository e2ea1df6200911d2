package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.event.FakeClock;
import io.sluice.intake.RawAttributes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StableFilterTest {
    private final AtomicLong nowNs = new AtomicLong();
    private Path raw;
    private Path path;

    @BeforeEach
    void deliver(@TempDir Path directory) throws IOException {
        raw = directory;
        path = Files.writeString(raw.resolve("a.json"), "{}");
    }

    /** A filter whose clock differs from that of the file system by so much. */
    private StableFilter filter(double stableSeconds, Duration ahead) throws IOException {
        RawAttributes now = RawAttributes.of(path);
        Instant changed = Instant.ofEpochSecond(0, now.ctimeNs());
        return new StableFilter(stableSeconds, new FakeClock(changed.plus(ahead)), nowNs::get);
    }

    private GenericFile<File> file() {
        GenericFile<File> file = new GenericFile<>();
        file.setFile(path.toFile());
        file.setAbsoluteFilePath(path.toString());
        return file;
    }

    @Test
    void whatStoodStillLongEnoughIsTakenAtFirstSight() throws IOException {
        GenericFile<File> file = file();
        assertThat(filter(1, Duration.ofMillis(1_001)).accept(file)).isTrue();
        assertThat(StableFilter.attributes(file)).isEqualTo(RawAttributes.of(path));
    }

    @Test
    void whatChangedRecentlyIsTakenOnceItWasSeenStandingStill() throws IOException {
        StableFilter filter = filter(1, Duration.ofMillis(500));
        assertThat(filter.accept(file())).isFalse();
        assertThat(filter.unsettled(path.toString())).isTrue();
        nowNs.addAndGet(999_999_999);
        assertThat(filter.accept(file())).isFalse();
        nowNs.addAndGet(1);
        assertThat(filter.accept(file())).isTrue();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void anOldMtimeProvesNothing() throws IOException {
        Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        assertThat(filter(1, Duration.ZERO).accept(file())).isFalse();
    }

    @Test
    void changeTimesThatLieAheadDoNotHoldAFileBackForever() throws IOException {
        StableFilter filter = filter(1, Duration.ofHours(-3));
        assertThat(filter.accept(file())).isFalse();
        nowNs.addAndGet(1_000_000_000);
        assertThat(filter.accept(file())).isTrue();
    }

    @Test
    void whatGrowsIsWatchedAnew() throws IOException {
        StableFilter filter = filter(1, Duration.ofHours(-3));
        assertThat(filter.accept(file())).isFalse();
        Files.writeString(path, "{\"more\":1}");
        nowNs.addAndGet(2_000_000_000);
        assertThat(filter.accept(file())).isFalse();
        nowNs.addAndGet(1_000_000_000);
        assertThat(filter.accept(file())).isTrue();
    }

    /** As a file looks while the kernel cuts it to nothing: the size is set first, the times last. */
    @Test
    void oldTimesDoNotVouchForAnEmptyFile() throws IOException {
        StableFilter filter = filter(1, Duration.ofHours(1));
        RawAttributes empty = withSize(0);
        assertThat(filter.accept(file(), empty)).isFalse();
        assertThat(filter.unsettled(path.toString())).isTrue();
        nowNs.addAndGet(999_999_999);
        assertThat(filter.accept(file(), empty)).isFalse();
        nowNs.addAndGet(1);
        assertThat(filter.accept(file(), empty)).isTrue();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void whatIsWrittenAfterItWasEmptyIsTakenByItsTimesAgain() throws IOException {
        StableFilter filter = filter(1, Duration.ofHours(1));
        RawAttributes empty = withSize(0);
        assertThat(filter.accept(file(), empty)).isFalse();
        RawAttributes written = new RawAttributes(2, empty.mtimeNs() + 1, empty.ctimeNs() + 1, empty.inode());
        assertThat(filter.accept(file(), written)).isTrue();
    }

    /** As a file looks while one long write goes on: the times are set first, and the size grows. */
    @Test
    void oldTimesDoNotVouchForASizeThatChangedUnderThem() throws IOException {
        RawAttributes half = withSize(1);
        FakeClock clock = new FakeClock(Instant.ofEpochSecond(0, half.ctimeNs()).plusMillis(500));
        StableFilter filter = new StableFilter(1, clock, nowNs::get);
        assertThat(filter.accept(file(), half)).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(filter.accept(file(), withSize(2))).isFalse();
        nowNs.addAndGet(999_999_999);
        assertThat(filter.accept(file(), withSize(2))).isFalse();
        nowNs.addAndGet(1);
        assertThat(filter.accept(file(), withSize(2))).isTrue();
    }

    private RawAttributes withSize(long sizeBytes) throws IOException {
        RawAttributes now = RawAttributes.of(path);
        return new RawAttributes(sizeBytes, now.mtimeNs(), now.ctimeNs(), now.inode());
    }

    @Test
    void aFileThatWasReplacedByAnotherInodeIsWatchedAnew() throws IOException {
        StableFilter filter = filter(1, Duration.ofHours(-3));
        assertThat(filter.accept(file())).isFalse();
        Path other = Files.writeString(raw.resolve("other"), "{}");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        nowNs.addAndGet(2_000_000_000);
        assertThat(filter.accept(file())).isFalse();
    }

    @Test
    void zeroTakesEveryFileAtOnce() throws IOException {
        assertThat(filter(0, Duration.ofHours(-3)).accept(file())).isTrue();
        assertThat(filter(0, Duration.ZERO).accept(file(), withSize(0))).isTrue();
    }

    @Test
    void aFileThatIsGoneIsNeitherTakenNorWaitedFor() throws IOException {
        StableFilter filter = filter(1, Duration.ZERO);
        assertThat(filter.accept(file())).isFalse();
        Files.delete(path);
        assertThat(filter.accept(file())).isFalse();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void whatACompleteLookDoesNotMeetIsForgotten() throws IOException {
        StableFilter filter = filter(1, Duration.ZERO);
        filter.accept(file());
        filter.lookEnded();
        assertThat(filter.unsettled(path.toString())).isTrue();
        filter.lookEnded();
        assertThat(filter.unsettled(path.toString())).isFalse();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        for (double seconds : new double[] {-1, Double.NaN, 86_401}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StableFilter(seconds))
                    .withMessageContaining("expected 0 to 86400");
        }
    }

    @Test
    void aRouteWithoutTheFilterIsToldSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StableFilter.attributes(file()))
                .withMessageContaining("filter: #class:" + StableFilter.class.getName());
    }
}
