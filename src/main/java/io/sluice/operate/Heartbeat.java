package io.sluice.operate;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.RunSummary;
import io.sluice.event.UnderWay;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process does by the clock: it tells which files take minutes; a watching one writes a line every hour, so that the
 * age of the log says whether the process lives, and begins a new run when the UTC day ends.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("heartbeat");

    private final CurrentRun current;
    private final Intake intake;
    private final UnderWay underWay;
    private final Events events;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable String refusal;

    Heartbeat(CurrentRun current, Intake intake, UnderWay underWay, Events events, Clock clock) {
        this.current = current;
        this.intake = intake;
        this.underWay = underWay;
        this.events = events;
        this.clock = clock;
    }

    void start(Mode mode) {
        Future<?> unused =
                timer.scheduleWithFixedDelay(() -> guarded(() -> underWay.tell(events)), 10, 10, TimeUnit.SECONDS);
        if (mode == Mode.WATCH) {
            unused = timer.scheduleWithFixedDelay(() -> guarded(this::beat), 1, 1, TimeUnit.HOURS);
            unused = timer.scheduleWithFixedDelay(() -> guarded(this::endDay), 1, 1, TimeUnit.SECONDS);
        }
    }

    /** A task that throws would never run again. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            events.publish(new Event.Defect("a timed task failed", e, null));
        }
    }

    void beat() {
        RunSummary summary = current.summary();
        LOG.info("Watching; run {}: {}{}", summary.run(), summary.totals(), summary.unseen());
        intake.faults().open().forEach(fault -> events.publish(new Event.FaultGoesOn(fault)));
    }

    /** Asked every second; a ledger that refuses is said once. */
    void endDay() {
        if (!today(clock.instant()).equals(today(current.startedAt()))) {
            try {
                current.next();
                refusal = null;
            } catch (EnvironmentFault fault) {
                if (!fault.key().equals(refusal)) {
                    LOG.error("The run of the day that is over cannot be ended yet: {}", fault.getMessage());
                }
                refusal = fault.key();
            }
        }
    }

    private static LocalDate today(java.time.Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
