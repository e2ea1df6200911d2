package io.sluice.event;

import io.sluice.fault.EnvironmentFault;
import java.time.Instant;
import java.util.List;

/**
 * An environment fault that is not over.
 *
 * @param message what is wrong and what to do, in one line
 * @param since when it was met first
 * @param times how often it was met
 * @param sources whose files wait for its end, by name
 */
public record OpenFault(EnvironmentFault.Kind kind, String message, Instant since, long times, List<String> sources) {
    public OpenFault {
        sources = List.copyOf(sources);
    }
}
