package io.sluice.event;

/** What became of a file that was taken up in this run. */
public enum Outcome {
    /** Published by the stage that reads the raw zone. */
    VALIDATED,
    /** Published by another stage. */
    PUBLISHED,
    REJECTED,
    /** Done by a stage that publishes nothing. */
    DONE,
    /** A later version of the path took its place before the stage got to it. */
    SUPERSEDED,
    /** Passed over because an operator asked for it. */
    SKIPPED,
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
