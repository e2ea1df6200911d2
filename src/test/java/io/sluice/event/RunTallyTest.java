package io.sluice.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunTallyTest {
    private final RunTally tally = new RunTally();
    private final Events events = new Events(tally);

    private static FileRef file(String run, String path) {
        return new FileRef(run, "validate", "sff", path);
    }

    private void reject(String run, String path) {
        events.publish(new Event.FileRejected(
                file(run, path), 1, "0", 1, 0, "empty_file", "", "", "It is empty.", 1, Path.of("reason.json")));
    }

    private void change(String run, String path) {
        events.publish(new Event.RawChanged(file(run, path), "0", 1, "1", 2, "VALIDATED"));
    }

    private RunSummary summary(String run) {
        return new RunSummary(
                run,
                "watch",
                Instant.EPOCH,
                null,
                1,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                tally.failedAfterDecision(),
                tally.alarms());
    }

    @Test
    void theFirstRejectionsAreKept() {
        for (int file = 0; file < 1_001; file++) {
            reject("r1", file + ".json");
        }

        assertThat(tally.rejections()).hasSize(1_000);
        assertThat(tally.rejections().get(0).file().path()).isEqualTo("0.json");
    }

    @Test
    void everyAlarmIsCountedAndTheFirstChangedFilesAreNamed() {
        for (int file = 0; file < 7; file++) {
            change("r1", file + ".json");
        }
        events.publish(new Event.SchemaEdited("grant_v1", "0", "1"));
        events.publish(new Event.UndeclaredFound(3, "3 files", Path.of("raw"), Path.of("sources")));

        assertThat(tally.alarms())
                .isEqualTo(new Alarms(
                        7,
                        List.of("sff/0.json", "sff/1.json", "sff/2.json", "sff/3.json", "sff/4.json"),
                        List.of("grant_v1"),
                        3));
    }

    @Test
    void theNextRunBeginsWithWhatTheLastOneDidNotTell() {
        change("r1", "a.json");
        reject("r1", "b.json");
        events.publish(new Event.StepFailedAfterDecision(file("r1", "a.json"), "VALIDATED", "step", "why"));
        events.publish(new Event.SchemaEdited("grant_v1", "0", "1"));
        events.publish(new Event.UndeclaredFound(3, "3 files", Path.of("raw"), Path.of("sources")));
        events.publish(new Event.Defect("it is wrong", new IllegalStateException(), null));
        RunSummary told = summary("r1");
        change("r2", "c.json");
        reject("r2", "d.json");

        tally.nextRun(told);

        assertThat(tally.alarms()).isEqualTo(new Alarms(1, List.of("sff/c.json"), List.of("grant_v1"), 0));
        assertThat(tally.failedAfterDecision()).isZero();
        assertThat(tally.rejections())
                .extracting(rejected -> rejected.file().path())
                .containsExactly("d.json");
        assertThat(tally.defects()).as("of the process").isEqualTo(1);
    }
}
