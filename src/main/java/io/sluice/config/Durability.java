package io.sluice.config;

/** When the bytes of a publication, its name and new directories survive a power loss. */
public enum Durability {
    /** As soon as it is reported; those that wait together are flushed together. */
    BATCH,
    /** As soon as it is reported; each is flushed for itself. */
    FILE,
    /** Some time later: a killed process leaves old or new files, a power loss may leave empty ones. */
    NONE
}
