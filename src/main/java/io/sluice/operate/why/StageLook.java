package io.sluice.operate.why;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a stage that reads what others publish has come to with a file.
 *
 * @param publishes the zone that it publishes to; null when it publishes nothing
 * @param text in words, for people
 * @param published what it has published last; null for nothing
 * @param rejection why it has rejected the file; null when it has not
 */
public record StageLook(
        String stage,
        String reads,
        @Nullable String publishes,
        Code code,
        String text,
        @Nullable PublishedLook published,
        @Nullable RejectionLook rejection) {

    /** What can be said. */
    public enum Code {
        /** Nothing is there to be read. */
        NOTHING,
        /** What is there was published before the stage first began. */
        NOT_FOR_IT,
        PENDING,
        /** Pending, because a fault of the stage is open. */
        BLOCKED,
        DONE,
        PUBLISHED,
        REJECTED,
        SKIPPED;

        /** As programs read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
