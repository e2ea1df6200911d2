package io.sluice.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one stream of what happens. Listeners are called on the thread on which it happened, in the order in which they were
 * added; they are fast and throw nothing. One that does throw, be it an {@link Error}, keeps neither the others nor the work
 * from going on: whoever publishes may be the thread that everything waits for.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** Wants to know what happens. Called by many threads. */
    @FunctionalInterface
    public interface Listener {
        void happened(Event event);
    }

    private final List<Listener> listeners;
    private volatile boolean wantsSteps;

    public Events(Listener... listeners) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** From now on the listener is told, too. */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** Whether anybody measures steps: {@link Event.StepEnded} is published only then. */
    public boolean wantsSteps() {
        return wantsSteps;
    }

    /** From now on the end of each step is an event. */
    public void measureSteps() {
        wantsSteps = true;
    }

    public void publish(Event event) {
        for (Listener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException | Error defect) {
                say(listener, event, defect);
            }
        }
    }

    private static void say(Listener listener, Event event, Throwable defect) {
        try {
            LOG.error(
                    "Defect in Sluice: {} was not told of {}",
                    listener.getClass().getName(),
                    event,
                    defect);
        } catch (RuntimeException | Error unsaid) {
            defect.addSuppressed(unsaid); // where the log is what cannot be told, nobody is left to tell
        }
    }
}
