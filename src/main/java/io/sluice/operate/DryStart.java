package io.sluice.operate;

import io.sluice.camel.CamelApplication;
import io.sluice.camel.ZoneRoots;
import io.sluice.config.Durability;
import io.sluice.config.Settings;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.RunTally;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.intake.Intake;
import io.sluice.intake.OnceSchedule;
import io.sluice.intake.Permits;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.routefiles.RouteProblems;
import io.sluice.stage.Stages;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Has Camel make every route and start none, with a ledger of its own that is thrown away: what Camel has against the routes
 * beyond what their files show. Needs no lock, and touches nothing of the home.
 */
final class DryStart {
    private final Settings settings;
    private final Prepared prepared;
    private final Clock clock;
    private final Events events = new Events();

    DryStart(Settings settings, Prepared prepared, Clock clock) {
        this.settings = settings;
        this.prepared = prepared;
        this.clock = clock;
    }

    /**
     * Tries it.
     *
     * @throws RouteProblems when Camel refuses the routes
     * @throws EnvironmentFault when there is no room for the temporary ledger
     */
    void attempt() throws RouteProblems, EnvironmentFault, InterruptedException {
        Path scratch = scratch();
        try (Ledger ledger = SqliteLedger.open(scratch.resolve("ledger.db"));
                Commits commits = Commits.eachAlone(Durability.NONE, events)) {
            start(ledger, commits);
        } finally {
            remove(scratch);
        }
    }

    private void start(Ledger ledger, Commits commits) throws RouteProblems, EnvironmentFault, InterruptedException {
        Instant now = clock.instant();
        Faults faults = new Faults(events, clock, settings.home(), false, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Stages stages = new Stages(prepared.stages(), ledger, faults, events, true, () -> {});
        Permits permits = new Permits();
        CurrentRun current = new CurrentRun(
                settings,
                Mode.ONCE,
                ledger,
                new ZoneRoots(settings, prepared.sources(), ledger),
                commits,
                events,
                new RunTally(),
                clock,
                System::nanoTime,
                RunId.at(now),
                now);
        Intake intake = new Intake(
                events,
                settings.home(),
                prepared.sources(),
                ledger,
                faults,
                new OnceSchedule(prepared.sources().all().size(), () -> {}),
                current,
                permits);
        CamelApplication camel = new CamelApplication(settings, prepared.routes(), events);
        camel.rest();
        try (LedgerQueues queues = new LedgerQueues(ledger, permits::inHand, events)) {
            camel.bind(prepared.schemas(), intake, ledger, stages, commits, queues, current, new FreeSpace(), clock);
            camel.start();
        } finally {
            camel.stop();
        }
    }

    private static Path scratch() throws EnvironmentFault {
        try {
            return Files.createTempDirectory("sluice-config-check-");
        } catch (IOException told) {
            throw IoFaults.of(
                    told,
                    Path.of(System.getProperty("java.io.tmpdir")),
                    "write to",
                    "the routes were not tried in Camel");
        }
    }

    private static void remove(Path directory) throws EnvironmentFault {
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException told) {
            throw IoFaults.of(told, directory, "remove", "it is left behind and can be deleted");
        }
    }
}
