package io.sluice.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger made of a {@link Decision}.
 *
 * @param version the version as committed
 * @param previous the version that was current before, null for a new path
 * @param duplicateOf another path that was validated earlier with the same content and still has it; null when there
 *     is none
 */
public record Entered(
        Version version,
        @Nullable Version previous,
        @Nullable FileId duplicateOf) {}
