package io.sluice.event;

/** What became of a file that was taken up in this run. */
public enum Outcome {
    VALIDATED,
    REJECTED,
    /** Its content is the one already decided: only size and mtime were refreshed. */
    UNCHANGED,
    /** Tried and undecided, because of an environment fault. It stays pending. */
    FAULT,
    /** Tried and undecided, because of a defect in Sluice. It stays pending. */
    DEFECT,
    /** Not decided because it changed while it was read. It stays pending. */
    CHANGED,
    /** Not begun, because Sluice is stopping or the source is pausing after faults. It stays pending. */
    GIVEN_BACK
}
