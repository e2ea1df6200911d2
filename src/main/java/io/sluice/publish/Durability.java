package io.sluice.publish;

/** What a publication waits for before it says that it is done. */
public enum Durability {
    /** Each file's bytes, its name and new directories survive a power loss. */
    FILE,
    /** Nothing: a killed process leaves old or new files, a power loss may leave empty ones. For tests and measurements. */
    NONE
}
