package io.sluice.zone;

/** What stood at the target before a publication. */
public enum Replaced {
    /** No file. */
    NOTHING,
    /** The same bytes; no backup was made. */
    SAME_BYTES,
    /** Another file, which is now kept in the backups. */
    BACKED_UP
}
