package io.sluice.camel;

import io.sluice.check.budget.CheckInterrupted;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.fault.Causes;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.MemoryFaults;
import io.sluice.intake.Intake;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file comes to that is neither published nor kept aside. It stays pending: a fault of the world or of a user's step is
 * said once per cause, and its source pauses; only what is Sluice's own fault is called a defect.
 */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    private final Intake intake;
    private final Events events;
    private final Clock clock;

    Outcomes(Intake intake, Events events, Clock clock) {
        this.intake = intake;
        this.events = events;
        this.clock = clock;
    }

    /** A stop that interrupts a worker is no fault: the file is given back. */
    Outcome of(String lane, EnvironmentFault fault) {
        if (fault.kind() == EnvironmentFault.Kind.INTERRUPTED) {
            return Outcome.GIVEN_BACK;
        }
        intake.faults().met(lane, fault);
        return Outcome.FAULT;
    }

    Outcome left(FileRef file, LeftPending left) {
        events.publish(new Event.FileLeft(file, left.outcome(), left.why()));
        return left.outcome();
    }

    /** What is thrown where only Sluice's own work is done. Memory that does not suffice is the world's fault. */
    Outcome brokeOff(FileRef file, Throwable why) {
        Optional<OutOfMemoryError> memory = causes(why, OutOfMemoryError.class);
        return memory.isEmpty() ? defect(file, why) : of(file.lane(), MemoryFaults.of(memory.get(), file.toString()));
    }

    private static <T> Optional<T> causes(Throwable why, Class<T> kind) {
        return Causes.of(why).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private Outcome defect(FileRef file, Throwable why) {
        // Camel's own wrapping of an error says nothing
        Throwable defect = why instanceof CamelExecutionException && why.getCause() != null ? why.getCause() : why;
        events.publish(new Event.Defect(file + " stays pending", defect, file));
        intake.faults().brokeOff(file.lane());
        return Outcome.DEFECT;
    }

    /** What a file has come to whose exchange has ended. */
    Outcome ofEnded(Exchange exchange, Reading reading) {
        if (exchange.getException() != null) {
            settle(exchange, exchange.getException());
        }
        Outcome outcome = reading.outcome();
        if (outcome != null) {
            return outcome;
        }
        Throwable failure = reading.failure();
        if (failure != null) {
            return undecided(exchange, reading, failure); // which a step of the route has caught
        }
        String publishes = reading.purpose().publishes();
        if (exchange.isRollbackOnly()) {
            return of(
                    reading.file().lane(),
                    stepFault(reading, "route " + exchange.getFromRouteId(), "the route has rolled the file back"));
        }
        if (publishes == null) {
            events.publish(new Event.FileDone(
                    reading.file(),
                    reading.sha256(),
                    reading.attributes().sizeBytes(),
                    reading.seconds(clock.instant())));
            return Outcome.DONE;
        }
        return of(
                reading.file().lane(),
                stepFault(
                        reading,
                        "route " + exchange.getFromRouteId(),
                        "it ended without taking the file to a zone; let it end with to: zone:" + publishes));
    }

    /** Settles what an exchange has come to that met an exception. Never throws. */
    void settle(Exchange exchange, Throwable why) {
        Reading reading = Reading.of(exchange);
        if (reading == null) {
            LOG.error("A step of route {} failed; nothing was read from a zone in it", exchange.getFromRouteId(), why);
        } else if (reading.isDecided()) {
            events.publish(new Event.StepFailedAfterDecision(
                    reading.file(), String.valueOf(reading.outcome()), step(exchange), cause(why)));
        } else {
            reading.cameTo(undecided(exchange, reading, why));
        }
    }

    /** The route leaves the file as it is, for a while. Never throws. */
    void leave(Exchange exchange, @Nullable Throwable why) {
        Reading reading = Reading.of(exchange);
        boolean ofSluice = why instanceof RejectedExecutionException
                || (why != null && causes(why, LeftPending.class).isPresent());
        if (reading != null && !ofSluice) {
            events.publish(new Event.FileLeft(
                    reading.file(), Outcome.GIVEN_BACK, "is left pending by its route: " + String.valueOf(why)));
            intake.faults().brokeOff(reading.file().lane());
            reading.cameTo(Outcome.GIVEN_BACK);
        } else if (why != null) {
            settle(exchange, why);
        }
    }

    private Outcome undecided(Exchange exchange, Reading reading, Throwable why) {
        Optional<LeftPending> left = causes(why, LeftPending.class);
        if (left.isPresent()) {
            return left(reading.file(), left.get());
        }
        if (why instanceof RejectedExecutionException && intake.stopping()) {
            return Outcome.GIVEN_BACK; // Camel is stopping and refuses to go on with what it had queued
        }
        if (causes(why, CheckInterrupted.class).isPresent()) {
            return Outcome.GIVEN_BACK;
        }
        Optional<EnvironmentFault> fault = causes(why, EnvironmentFault.class);
        if (fault.isPresent()) {
            return of(reading.file().lane(), fault.get());
        }
        FailedStep failed = FailedStep.of(exchange);
        boolean own = failed != null && failed.own() && failed.why() == exchange.getProperty(Exchange.EXCEPTION_CAUGHT);
        if ((own || failed == null) && causes(why, OutOfMemoryError.class).isPresent()) {
            return brokeOff(reading.file(), why);
        }
        // json-validator's own: a step has taken the body away
        if (own && !(why instanceof StepFault) && !(why instanceof ValidationException)) {
            return defect(reading.file(), why);
        }
        if (intake.stopping() && !(why instanceof StepFault)) {
            return Outcome.GIVEN_BACK; // the stop may be what has broken the step off
        }
        return of(reading.file().lane(), stepFault(reading, step(exchange), cause(why)));
    }

    private static EnvironmentFault stepFault(Reading reading, String where, String why) {
        return EnvironmentFault.ofStep(
                where,
                where + " could not do its work on " + reading.id() + " (" + why
                        + "); the file stays pending and is tried again; see to the step, or to what it depends on",
                null);
    }

    private static String step(Exchange exchange) {
        FailedStep failed = FailedStep.of(exchange);
        String route = "route " + exchange.getFromRouteId();
        return failed == null ? route : "step " + failed.step() + " of " + route;
    }

    private static String cause(Throwable why) {
        if (why instanceof StepFault || why instanceof Rejected) {
            return String.valueOf(why.getMessage());
        }
        Throwable root = Causes.of(why).reduce(why, (outer, inner) -> inner);
        return root.getMessage() == null
                ? root.getClass().getName()
                : root.getClass().getName() + ": " + root.getMessage();
    }
}
