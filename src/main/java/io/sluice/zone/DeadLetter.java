package io.sluice.zone;

import io.sluice.check.finding.Findings;
import java.time.Instant;

/**
 * A file that failed, and why.
 *
 * @param source the source's name
 * @param path relative to the source's directory, separated by {@code /}
 * @param sizeBytes the size of the raw file
 * @param sha256 lower-case hex of the raw bytes
 * @param schema the schema's name
 * @param schemaSha256 hash over the schema and every schema that it refers to
 * @param rejectedAt when the decision was taken
 */
public record DeadLetter(
        String source,
        String path,
        long sizeBytes,
        String sha256,
        String schema,
        String schemaSha256,
        Instant rejectedAt,
        String run,
        Findings findings) {}
