package io.sluice.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What others may watch Sluice by. Both are off unless the settings say otherwise.
 *
 * @param port {@code sluice.management.port}: where metrics and health are served, on loopback only
 * @param textFile {@code sluice.metrics.textfile}: where {@code run --once} leaves its metrics; absolute, its name ends in
 *     {@code .prom}
 */
public record Observability(OptionalInt port, Optional<Path> textFile) {
    /** Nothing is served and nothing is left. */
    public static final Observability OFF = new Observability(OptionalInt.empty(), Optional.empty());
}
