package io.sluice.operate.why;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the raw file, as a scan would, says of it.
 *
 * @param path absolute, or relative to the home
 * @param code stable, for programs
 * @param text what holds, as the end of a sentence that begins with the file
 * @param todo what to do about it; null when nothing is to be done
 * @param takes whether a scan takes it as it is
 * @param sizeBytes null when there is no regular file
 * @param mtimeNs null when there is no regular file
 */
public record RawLook(
        String path,
        Code code,
        String text,
        @Nullable String todo,
        boolean takes,
        @Nullable Long sizeBytes,
        @Nullable Long mtimeNs) {

    /** What can be said of a place in the raw zone. */
    public enum Code {
        /** Nothing is there. */
        MISSING,
        /** No route file declares its source. */
        NO_SOURCE,
        DIRECTORY,
        IGNORED_NAME,
        NOT_INCLUDED,
        DONE_FILE,
        NAME_NOT_UTF8,
        SYMLINK,
        NOT_A_FILE,
        UNREADABLE,
        WAITS_FOR_DONE_FILE,
        TOO_YOUNG,
        /** A scan takes it. */
        READY,
        /** As it was decided. */
        UNCHANGED,
        /** Only its times differ from those that the ledger has. */
        TOUCHED,
        /** Its content is not the one that was decided. */
        CHANGED
    }
}
