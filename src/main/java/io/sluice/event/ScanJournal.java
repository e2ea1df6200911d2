package io.sluice.event;

/** Remembers what the last scan at each source left. */
public interface ScanJournal {
    /** A scan has ended; a journal that cannot be written is a fault of the source. */
    void scanEnded(SourceProgress progress, Faults faults);
}
