package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Alarms;
import io.sluice.event.Counts;
import io.sluice.event.RunSummary;
import io.sluice.event.StageCounts;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        assertThat(ExitCode.of(run(0, 0), Set.of(), false)).isEqualTo(ExitCode.OK);
        assertThat(ExitCode.of(run(2, 0), Set.of(), false)).isEqualTo(ExitCode.REJECTED);
        assertThat(ExitCode.of(run(2, 1), Set.of(), false)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(run(0, 0), Set.of(Kind.SOURCE), false)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(run(2, 1), Set.of(Kind.IO, Kind.INTEGRITY), false))
                .isEqualTo(ExitCode.INTEGRITY);
    }

    @Test
    void whatChangedThoughItNeverShouldIsFoundByTheRunAndWhatNobodyDeclaredIsNot() {
        Alarms rawChanged = new Alarms(1, List.of("sff/a.json"), List.of(), 0);
        Alarms schemaEdited = new Alarms(0, List.of(), List.of("grant_v1"), 0);
        Alarms undeclared = new Alarms(0, List.of(), List.of(), 1);

        assertThat(ExitCode.of(run(0, 0, rawChanged), Set.of(), false)).isEqualTo(ExitCode.REJECTED);
        assertThat(ExitCode.of(run(0, 0, schemaEdited), Set.of(), false)).isEqualTo(ExitCode.REJECTED);
        assertThat(ExitCode.of(run(0, 0, undeclared), Set.of(), false)).isEqualTo(ExitCode.OK);
        assertThat(ExitCode.of(run(0, 1, rawChanged), Set.of(), false)).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    void whatAStageHasPendingOrHasRejectedIsToldAsThatOfTheFirst() {
        RunSummary waiting = run(0, 0, Alarms.NONE, new StageCounts(3, 0, 0, 0, 1));
        RunSummary through = run(0, 0, Alarms.NONE, new StageCounts(3, 1, 1, 1, 0));

        assertThat(ExitCode.of(waiting, Set.of(), false)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(waiting, Set.of(), true)).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(through, Set.of(), true)).isEqualTo(ExitCode.REJECTED);
        assertThat(ExitCode.of(through, Set.of(), false))
                .as("what it rejected in earlier runs is no news")
                .isEqualTo(ExitCode.OK);
    }

    private static RunSummary run(long rejected, long failed) {
        return run(rejected, failed, Alarms.NONE);
    }

    private static RunSummary run(long rejected, long failed, Alarms alarms) {
        return run(rejected, failed, alarms, StageCounts.NONE);
    }

    private static RunSummary run(long rejected, long failed, Alarms alarms, StageCounts atStage) {
        Counts counts = new Counts(0, rejected, 0, failed, failed, 0, 0);
        Instant start = Instant.parse("2024-01-15T10:30:00Z");
        return new RunSummary(
                "20240115T103000Z-4f2a",
                "once",
                start,
                start,
                0,
                new TreeMap<>(Map.of("sff", counts)),
                List.of(),
                List.of(new StageTotals("notify", "validated", null, Map.of("sff", atStage))),
                List.of(),
                0,
                alarms);
    }
}
