package io.sluice.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a stage for files again, or to pass over them.
 *
 * @param skip whether it was asked to pass over them
 * @param files in the order in which they were given
 */
public record ReprocessResult(String stage, boolean skip, List<Asked> files) {
    public ReprocessResult {
        files = List.copyOf(files);
    }

    /**
     * One of them.
     *
     * @param asked as it was typed
     * @param source null when the path means no file
     * @param path relative to the source; null when the path means no file
     * @param refusal why nothing was changed for it; null when it was asked for
     */
    public record Asked(
            String asked,
            @Nullable String source,
            @Nullable String path,
            @Nullable String refusal) {}

    /** Whether anything was refused. */
    public boolean isRefused() {
        return files.stream().anyMatch(file -> file.refusal() != null);
    }
}
