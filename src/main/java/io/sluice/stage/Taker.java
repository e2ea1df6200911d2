package io.sluice.stage;

/** Works on the files of a stage: a route. */
public interface Taker {
    /** How many files of one source it works on at once; with 1 they keep their order. */
    int workers();

    /** Whether it begins anything more. */
    boolean goesOn();

    /**
     * Sees to it that one of its workers takes a {@linkplain Lane#begin turn}, and returns at once. {@link Lane#turnEnded} follows
     * exactly once.
     */
    void schedule(Lane lane);
}
