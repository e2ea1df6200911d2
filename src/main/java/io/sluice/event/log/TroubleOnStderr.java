package io.sluice.event.log;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.sluice.text.OneLine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says on stderr, once per cause, what keeps log lines from being written while Sluice runs. */
final class TroubleOnStderr implements StatusListener {
    private static final int CAUSES_MAX = 100;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Override
    public void addStatusEvent(Status status) {
        if (status.getEffectiveLevel() < Status.ERROR || said.size() >= CAUSES_MAX) {
            return;
        }
        Throwable told = status.getThrowable();
        String line = status.getMessage() + (told == null ? "" : " (" + told.getMessage() + ")");
        if (said.add(line)) {
            System.err.println("WARN logging: " + OneLine.of(line));
        }
    }

    /** A listener that is there already is not added again. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TroubleOnStderr;
    }

    @Override
    public int hashCode() {
        return TroubleOnStderr.class.hashCode();
    }
}
