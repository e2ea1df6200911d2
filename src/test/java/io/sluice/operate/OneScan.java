package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.camel.CamelApplication;
import io.sluice.event.Faults;
import io.sluice.intake.Intake;
import io.sluice.intake.OnceSchedule;
import io.sluice.intake.Permits;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One scan of every source, with routes of a test's own. */
final class OneScan {
    private static final int SCAN_SECONDS_MAX = 20;

    private OneScan() {}

    /** What came of it; that this returns proves that every scan ends. */
    static Intake of(Workplace work, Path routes) throws Exception {
        return of(work, routes, work.ledger);
    }

    /** With a ledger that may be a troubled one. */
    static Intake of(Workplace work, Path routes, Ledger ledger) throws Exception {
        var settings = work.settingsWithRoutes(routes);
        Prepared prepared = Preparing.begin(settings).all();
        CountDownLatch ended = new CountDownLatch(1);
        Faults faults = new Faults(
                work.events, Clock.systemUTC(), work.home, true, Duration.ofSeconds(1), Duration.ofSeconds(2));
        Permits permits = new Permits();
        Intake intake = new Intake(
                work.events,
                work.home,
                prepared.sources(),
                ledger,
                faults,
                new OnceSchedule(prepared.sources().all().size(), ended::countDown),
                (progress, met) -> {},
                permits);
        CamelApplication camel = new CamelApplication(settings, prepared.routes(), work.events);
        try (LedgerQueues queues = new LedgerQueues(ledger, permits::inHand, work.events);
                Commits commits = Commits.together(permits::inHand, work.events)) {
            camel.bind(
                    prepared.schemas(),
                    intake,
                    ledger,
                    work.noStages(),
                    commits,
                    queues,
                    work::writers,
                    new FreeSpace(),
                    Clock.systemUTC());
            camel.start();
            assertThat(ended.await(SCAN_SECONDS_MAX, TimeUnit.SECONDS))
                    .as("the scan ends")
                    .isTrue();
        } finally {
            intake.stop();
            camel.stop();
        }
        return intake;
    }
}
