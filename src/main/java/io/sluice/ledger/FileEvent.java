package io.sluice.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a path.
 *
 * @param id grows in the order of commits
 * @param stage at which it happened
 * @param kind such as {@code validated}, {@code raw_changed} or {@code asked_again}
 * @param version that it happened to, which another stage may have published; null when it concerns none
 * @param other of a {@code duplicate}: the file that had the same content first; null otherwise
 */
public record FileEvent(
        long id,
        Instant at,
        String stage,
        String kind,
        @Nullable Version version,
        @Nullable FileId other) {}
