package io.sluice.operate;

import io.sluice.ledger.SourceTotals;
import org.jspecify.annotations.Nullable;

/**
 * How a source is.
 *
 * @param declared whether a route file declares it
 * @param totals what the ledger knows; null when it knows nothing yet, or cannot be read
 */
public record SourceStatus(
        String source, boolean declared, @Nullable SourceTotals totals) {}
