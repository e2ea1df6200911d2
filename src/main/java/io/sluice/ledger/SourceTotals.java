package io.sluice.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A source as the ledger knows it.
 *
 * @param validated paths whose current version is VALIDATED
 * @param rejected paths whose current version is REJECTED
 * @param lastLook null before the first look
 */
public record SourceTotals(
        String source,
        long validated,
        long rejected,
        @Nullable Look lastLook) {}
