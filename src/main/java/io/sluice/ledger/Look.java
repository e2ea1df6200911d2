package io.sluice.ledger;

import java.time.Instant;

/**
 * What one complete look at a source's directory found.
 *
 * @param seen regular files with an acceptable name
 * @param pending of these, the undecided ones
 * @param ignored files passed over for their name
 */
public record Look(String source, String run, Instant at, long seen, long pending, long ignored) {}
