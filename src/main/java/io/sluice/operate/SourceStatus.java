package io.sluice.operate;

import io.sluice.ledger.SourceTotals;
import org.jspecify.annotations.Nullable;

/**
 * How a source is.
 *
 * @param declared whether a route file declares it; null when the route files cannot be listed
 * @param totals what the ledger knows; null when it knows nothing yet, or cannot be read
 */
public record SourceStatus(
        String source, @Nullable Boolean declared, @Nullable SourceTotals totals) {}
