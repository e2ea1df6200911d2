package io.sluice.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One content that a path has had, with the decision taken on it, as committed.
 *
 * @param id unique in the ledger, growing with each decision
 * @param number counts the versions of this path from 1
 * @param sizeBytes the size of the raw file
 * @param mtimeNs modification time of the raw file, nanoseconds since the epoch, as last seen
 * @param sha256 lower-case hex of the raw bytes
 * @param schema the schema's name
 * @param schemaSha256 hash over the schema and every schema that it refers to
 * @param publishedPath relative to the validated zone; null unless published
 * @param publishedSha256 of the published bytes; null unless published
 */
public record Version(
        long id,
        int number,
        FileId file,
        long sizeBytes,
        long mtimeNs,
        String sha256,
        State state,
        String schema,
        String schemaSha256,
        @Nullable String publishedPath,
        @Nullable String publishedSha256,
        String run,
        Instant decidedAt) {}
