package io.sluice.ledger;

import io.sluice.event.Counts;
import java.time.Instant;

/**
 * What one complete scan at a source's directory found.
 *
 * @param counts the ledger keeps of them what was seen, pending and ignored; what was decided, whenever and however, comes
 *     back as already processed
 */
public record Scan(String source, String run, Instant at, Counts counts) {}
