package io.sluice.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.log.EventLog;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2024-01-15T10:30:00Z"));
    private final Events events = new Events(new EventLog(Path.of("/home")));
    private final Faults faults = new Faults(
            events, clock, clock::nanoTime, Path.of("/home"), true, Duration.ofSeconds(1), Duration.ofSeconds(5));
    private final LogLines log = new LogLines("environment");

    @AfterEach
    void detach() {
        log.close();
    }

    private static EnvironmentFault full(String file) {
        return new EnvironmentFault(Kind.DISK_SPACE, Path.of("/data"), "no room for " + file);
    }

    @Test
    void aRunThatEndsSaysThatTheNextOneTriesAgain() {
        Faults once = new Faults(events, clock, Path.of("/home"), false, Duration.ofSeconds(1), Duration.ofSeconds(5));
        once.met("sff", full("/home/data/a and /mnt/home/b"));

        assertThat(log.lines())
                .containsExactly(
                        "ERROR Insufficient disk space: no room for data/a and /mnt/home/b (said once; the next"
                                + " run tries again)");
    }

    @Test
    void aCauseIsSaidOnceAndSaidAgainWhenItIsOver() {
        faults.met("sff", full("a"));
        faults.met("sff", full("b"));
        assertThat(log.lines())
                .containsExactly("ERROR Insufficient disk space: no room for a (said once; it is tried again)");
        assertThat(faults.open())
                .containsExactly(new OpenFault(
                        Kind.DISK_SPACE, "Insufficient disk space: no room for a", clock.instant(), 2, List.of("sff")));

        faults.scanEnded("sff");
        clock.pass(Duration.ofSeconds(90));
        faults.scanEnded("sff");
        assertThat(log.lines().get(1))
                .isEqualTo("INFO Over after 90 s, met 2 times: Insufficient disk space: no room for a");
        assertThat(faults.open()).isEmpty();
        assertThat(faults.met()).containsExactly(Kind.DISK_SPACE);
    }

    @Test
    void aCauseThatComesBackIsSaidAgain() {
        faults.met("sff", full("a"));
        faults.scanEnded("sff");
        faults.scanEnded("sff");
        faults.met("sff", full("a"));
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void aCauseIsOverWhenItIsOverForEverySource() {
        faults.met("sff", full("a"));
        faults.met("other", full("b"));
        faults.scanEnded("sff");
        faults.scanEnded("other");
        faults.scanEnded("sff");
        assertThat(faults.open()).hasSize(1);
        faults.scanEnded("other");
        assertThat(faults.open()).isEmpty();
        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void differentCausesAreSaidEach() {
        faults.met("sff", full("a"));
        faults.met("sff", new EnvironmentFault(Kind.PERMISSION, Path.of("/data"), "may not"));
        faults.met("sff", new EnvironmentFault(Kind.DISK_SPACE, Path.of("/other"), "no room"));
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void thePauseDoublesToItsMaximumAndEndsWithALookWithoutFaults() {
        for (int seconds : List.of(1, 2, 4, 5, 5)) {
            assertThat(faults.mayScan("sff")).isTrue();
            faults.met("sff", full("a"));
            faults.scanEnded("sff");
            clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(faults.mayScan("sff")).as("pause of %d s", seconds).isFalse();
            assertThat(faults.mayScan("other")).isTrue();
            clock.pass(Duration.ofMillis(1));
        }
        faults.scanEnded("sff");
        assertThat(faults.mayScan("sff")).isTrue();
        faults.met("sff", full("a"));
        faults.scanEnded("sff");
        clock.pass(Duration.ofSeconds(1));
        assertThat(faults.mayScan("sff")).isTrue();
    }

    @Test
    void aClockThatIsSetDuringAPauseChangesNothingOfIt() {
        for (long seconds : List.of(-3_600L, 3_600L)) {
            faults.met("sff", full("a"));
            faults.scanEnded("sff");
            clock.set(clock.instant().plusSeconds(seconds));
            assertThat(faults.mayScan("sff")).isFalse();
            clock.pass(Duration.ofSeconds(1));
            assertThat(faults.mayScan("sff")).as("clock set by %d s", seconds).isTrue();
            faults.scanEnded("sff");
        }
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("INFO Over after 1 s"))
                .hasSize(2);
    }

    @Test
    void aLookStopsTryingAfterSixteenFaultsInARowOfTheLedger() {
        meet(15, new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it is locked"));
        faults.decided("sff");
        meet(15, new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it is locked"));
        assertThat(faults.givesBack("sff", "f")).isFalse();
        meet(1, new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it is locked"));
        assertThat(faults.givesBack("sff", "f")).isTrue();
        assertThat(faults.givesBack("other", "f")).isFalse();
        faults.scanEnded("sff");
        assertThat(faults.givesBack("sff", "f")).isFalse();
    }

    @Test
    void faultsThatMayConcernOneFileLetTheOthersBeTried() {
        meet(1_023, unreadable(0));
        assertThat(faults.givesBack("sff", "f")).isFalse();
        meet(1, unreadable(0));
        assertThat(faults.givesBack("sff", "f")).isTrue();
    }

    private void meet(int times, EnvironmentFault fault) {
        for (int time = 0; time < times; time++) {
            faults.met("sff", fault);
        }
    }

    private static EnvironmentFault unreadable(int place) {
        return new EnvironmentFault(Kind.PERMISSION, Path.of("/home/raw/d" + place), "could not read d" + place);
    }

    @Test
    void faultsOfOneKindInOneSourceFoldIntoAFew() {
        for (int place = 0; place < 4_000; place++) {
            faults.met("sff", unreadable(place));
        }
        assertThat(log.lines()).hasSize(4);
        assertThat(log.lines().get(3)).contains("sff meets the same at more places", "raw/d3");
        assertThat(faults.open()).hasSize(3);
        assertThat(faults.open().stream().mapToLong(OpenFault::times).sum()).isEqualTo(4_000);
        assertThat(faults.open()).anySatisfy(fault -> assertThat(fault.message())
                .isEqualTo("Permission denied: could not read d0; the same at 3997 more places"));

        faults.met("other", unreadable(1));
        faults.met("sff", full("a"));
        assertThat(faults.open()).as("another kind, and another source").hasSize(4);
    }

    @Test
    void whileADiskIsFullAFewFilesAreTriedAndEachHasItsTurn() {
        Set<Integer> tried = new TreeSet<>();
        int scans = 0;
        while (tried.size() < 100) {
            int before = tried.size();
            for (int file = 0; file < 100; file++) {
                if (faults.mayTry("sff", "f" + file, 1)) {
                    assertThat(faults.hasMet("sff", "f" + file, 1)).isFalse();
                    faults.met("sff", full("a"));
                    faults.tried("sff", "f" + file, 1);
                    tried.add(file);
                }
            }
            assertThat(tried.size() - before).isBetween(1, scans == 0 ? 16 : 4);
            faults.scanEnded("sff");
            scans++;
        }
        assertThat(scans).isEqualTo(22);
        assertThat(faults.mayTry("sff", "f0", 1)).as("the next round").isTrue();
        assertThat(faults.hasMet("sff", "f0", 1)).as("it was said").isTrue();
        assertThat(faults.hasMet("sff", "f0", 2)).as("another content").isFalse();
    }

    @Test
    void whenTheWorldIsRightAgainTheOthersHaveTheirTurnAtOnce() {
        faults.met("sff", full("a"));
        faults.tried("sff", "f0", 1);
        faults.scanEnded("sff");
        clock.pass(Duration.ofSeconds(1));
        assertThat(faults.mayTry("sff", "f0", 1)).isTrue();
        faults.decided("sff");
        faults.scanEnded("sff");
        assertThat(faults.open()).isEmpty();
        assertThat(faults.mayScan("sff")).isTrue();
        assertThat(faults.hasMet("sff", "f0", 1))
                .as("a fault that comes back is said again")
                .isFalse();
    }

    @Test
    void aRunThatEndsGivesEachFileItsTurn() {
        Faults once = new Faults(events, clock, Path.of("/home"), false, Duration.ofSeconds(1), Duration.ofSeconds(5));
        for (int place = 0; place < 4_000; place++) {
            assertThat(once.mayTry("sff", "f" + place, 1)).isTrue();
            once.met("sff", unreadable(place));
        }
    }

    @Test
    void aRunThatEndsTriesAFewWhileADiskIsFullAndOthersTheNextTime() {
        Set<Integer> tried = new TreeSet<>();
        for (int run = 0; run < 16; run++) {
            Set<Integer> now = triedByARunThatEnds(run, file -> true);
            assertThat(now).hasSizeBetween(16 + 61, 16 + 62);
            tried.addAll(now);
        }
        assertThat(tried).hasSize(1_000);
    }

    @Test
    void aRunThatEndsDoesNotKeepOthersWaitingForThoseThatMeetAFullDisk() {
        assertThat(triedByARunThatEnds(7, file -> file < 100)).hasSizeGreaterThan(900);
        assertThat(triedByARunThatEnds(7, file -> file % 2 == 0)).hasSize(1_000);
    }

    private Set<Integer> triedByARunThatEnds(int atSecond, IntPredicate meetsAFullDisk) {
        FakeClock start = new FakeClock(Instant.ofEpochSecond(atSecond));
        Faults once = new Faults(events, start, Path.of("/home"), false, Duration.ofSeconds(1), Duration.ofSeconds(5));
        Set<Integer> tried = new TreeSet<>();
        for (int file = 0; file < 1_000; file++) {
            if (once.mayTry("sff", "f" + file, 1) && !once.givesBack("sff", "f" + file)) {
                tried.add(file);
                if (meetsAFullDisk.test(file)) {
                    once.met("sff", full("f" + file));
                    once.tried("sff", "f" + file, 1);
                } else {
                    once.decided("sff");
                }
            }
        }
        return tried;
    }

    @Test
    void whatTheProcessHasTooLittleOfIsNoFaultOfOneFile() {
        IOException told = new FileSystemException("/home/data/raw/sff/a.json", null, "Too many open files");
        for (int file = 0; file < 16; file++) {
            assertThat(faults.givesBack("sff", "f")).isFalse();
            faults.met("sff", IoFaults.of(told, Path.of("/home/data/raw/sff/a.json"), "read"));
        }
        assertThat(faults.givesBack("sff", "f")).isTrue();
    }
}
