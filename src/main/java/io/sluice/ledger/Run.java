package io.sluice.ledger;

import io.sluice.event.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the ledger knows it.
 *
 * @param id like {@code 20240115T103000Z-4f2a}
 * @param mode {@code once} or {@code watch}
 * @param endedAt null while the run lasts, and for a run that was killed
 */
public record Run(
        String id, String mode, Instant startedAt, @Nullable Instant endedAt, Counts counts) {}
