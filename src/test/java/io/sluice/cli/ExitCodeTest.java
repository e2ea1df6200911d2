package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Counts;
import io.sluice.event.RunSummary;
import io.sluice.event.SourceCounts;
import io.sluice.fault.EnvironmentFault.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void whenSeveralHoldTheOrderIsIntegrityEnvironmentPreconditionRejected() {
        EnumSet<ExitCode> holding = EnumSet.of(
                ExitCode.REJECTED, ExitCode.PRECONDITION, ExitCode.INTEGRITY, ExitCode.ENVIRONMENT, ExitCode.OK);

        for (int expected : new int[] {4, 5, 3, 1, 0}) {
            ExitCode worst = ExitCode.worst(holding);
            assertThat(worst.code()).isEqualTo(expected);
            holding.remove(worst);
        }
        assertThat(ExitCode.worst(Set.of())).isEqualTo(ExitCode.OK);
    }

    @Test
    void runIsJudgedByItsCountsAndTheFaultsThatHold() {
        assertThat(ExitCode.of(run(0, 0), Set.of())).isEqualTo(ExitCode.OK);
        assertThat(ExitCode.of(run(2, 0), Set.of())).isEqualTo(ExitCode.REJECTED);
        assertThat(ExitCode.of(run(2, 1), Set.of())).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(run(0, 0), Set.of(Kind.SOURCE))).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(run(2, 1), Set.of(Kind.IO, Kind.INTEGRITY))).isEqualTo(ExitCode.INTEGRITY);
    }

    private static RunSummary run(long rejected, long failed) {
        Counts counts = new Counts(0, rejected, 0, failed, failed, 0, 0);
        Instant start = Instant.parse("2024-01-15T10:30:00Z");
        return new RunSummary(
                "20240115T103000Z-4f2a",
                "once",
                start,
                start,
                0,
                List.of(new SourceCounts("sff", counts, 0)),
                List.of(),
                0,
                0);
    }
}
