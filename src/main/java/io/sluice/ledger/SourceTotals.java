package io.sluice.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A source as the ledger knows it.
 *
 * @param validated paths whose current version is VALIDATED
 * @param rejected paths whose current version is REJECTED
 * @param lastScan null before the first scan
 */
public record SourceTotals(
        String source,
        long validated,
        long rejected,
        @Nullable Scan lastScan) {}
