package io.sluice.camel;

import io.sluice.intake.Pulses;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Live: each source is polled, or pauses between two polls. */
final class PollsAlive extends AbstractHealthCheck {
    private final Pulses pulses;

    PollsAlive(Pulses pulses) {
        super("sluice", "polls");
        this.pulses = pulses;
    }

    @Override
    public boolean isLiveness() {
        return true;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, Duration> silent = pulses.silent();
        if (silent.isEmpty()) {
            builder.up();
        } else {
            builder.down()
                    .message(silent.entrySet().stream()
                            .map(each -> each.getKey() + " has not been polled for "
                                    + each.getValue().toSeconds() + " s")
                            .collect(Collectors.joining("; ")));
        }
    }
}
