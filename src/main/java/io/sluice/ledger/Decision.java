package io.sluice.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a content, to be recorded. Its fields mean what they mean in {@link Version}.
 *
 * @param ctimeNs inode change time of the raw file, nanoseconds since the epoch
 * @param records how many records the file holds; null where they are not counted
 * @param errorCount the true number of errors found; 0 when validated
 * @param startedAt when the reading of the file began
 */
public record Decision(
        FileId file,
        long sizeBytes,
        long mtimeNs,
        long ctimeNs,
        String sha256,
        State state,
        String schema,
        String schemaSha256,
        @Nullable String publishedPath,
        @Nullable String publishedSha256,
        @Nullable Long records,
        long errorCount,
        String run,
        Instant startedAt,
        Instant decidedAt) {}
