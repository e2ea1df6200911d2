package io.sluice.event;

/**
 * What a run came to for one source.
 *
 * @param counts what was seen and decided
 * @param ignored files passed over for their name; not part of seen
 * @param seconds from the first scan at the source to its last decision
 */
public record SourceCounts(String source, RunCounts counts, long ignored, double seconds) {}
