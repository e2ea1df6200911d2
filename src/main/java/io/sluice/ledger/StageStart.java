package io.sluice.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A stage as its routes declare it.
 *
 * @param reads the zone that it reads
 * @param publishes the zone that it publishes to; null when it publishes nothing
 * @param fromNow whether it begins, when it is started for the first time, with what is published from then on
 */
public record StageStart(
        String name, String reads, @Nullable String publishes, boolean fromNow) {}
