package io.sluice.camel;

import io.sluice.event.Event;
import io.sluice.event.Events;
import java.util.HashSet;
import java.util.Set;

/** What a source's scans pass over, said once for each path. Used by one thread. */
final class PassedOver {
    /** After so many different paths the warnings stop repeating themselves. */
    private static final int WARNED_MAX = 10_000;

    private final String source;
    private final Events events;
    private final Set<String> warned = new HashSet<>();

    PassedOver(String source, Events events) {
        this.source = source;
        this.events = events;
    }

    void warn(String shown, String why) {
        if (warned.size() < WARNED_MAX && warned.add(shown)) {
            events.publish(new Event.PathPassedOver(source, shown, why));
        }
    }

    /** A file that the scan cannot take up. */
    void defect(String shown, RuntimeException why) {
        if (warned.size() < WARNED_MAX && warned.add(shown)) {
            String what = "A scan could not take up " + shown + "; it stays pending, and the scan goes on";
            events.publish(new Event.Defect(what, why, null));
        }
    }
}
