package io.sluice.intake;

import io.sluice.event.SourceProgress;

/** When a source is looked at, apart from the poll delay and the pauses after faults. */
public interface Schedule {
    /** Whether another look may begin now. */
    boolean mayLook(SourceProgress progress);

    /** Whether a look may be left out when there is nothing to look for. */
    boolean mayRest();

    /** A look has ended. */
    void lookEnded(SourceProgress progress);
}
