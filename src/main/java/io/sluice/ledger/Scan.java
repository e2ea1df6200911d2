package io.sluice.ledger;

import java.time.Instant;

/**
 * What one complete scan at a source's directory found.
 *
 * @param seen regular files with an acceptable name
 * @param pending of these, the undecided ones
 * @param ignored files passed over for their name
 */
public record Scan(String source, String run, Instant at, long seen, long pending, long ignored) {}
