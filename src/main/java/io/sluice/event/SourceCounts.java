package io.sluice.event;

/**
 * What a run came to for one source.
 *
 * @param counts what was seen and decided
 * @param seconds from the first scan at the source to its last decision
 */
public record SourceCounts(String source, Counts counts, double seconds) {}
