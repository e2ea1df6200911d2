package io.sluice.operate.why;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the last content of a file was rejected.
 *
 * @param reasonFile relative to the home where it lies in it
 * @param deadLetter where the rejected bytes are kept; null when they are not there
 * @param errorCount the true number of errors; 0 when the reasons are not there
 * @param reasons the first ones, in words; empty when the file of reasons is not there or is one of another content
 * @param schemaNow the name of the schema that the source's files are checked against now, where it is another schema, or the
 *     same one with other bytes; null otherwise, and when it is not known
 */
public record RejectionLook(
        String reasonFile,
        @Nullable String deadLetter,
        long errorCount,
        List<String> reasons,
        @Nullable String schemaNow) {
    static final int REASONS_MAX = 3;

    public RejectionLook {
        reasons = List.copyOf(reasons);
    }
}
