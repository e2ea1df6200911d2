package io.sluice.event;

/** Remembers what the last look at each source left. */
public interface LookJournal {
    /** A look has ended; a journal that cannot be written is a fault of the source. */
    void lookEnded(SourceProgress progress, Faults faults);
}
