package io.sluice.intake;

import io.sluice.event.SourceProgress;

/** When a source is looked at, apart from the poll delay and the pauses after faults. */
public interface Schedule {
    /** Whether another scan may begin now. */
    boolean mayScan(SourceProgress progress);

    /** Whether a scan may be left out when there is nothing to look for. */
    boolean mayRest();

    /** A scan has ended. */
    void scanEnded(SourceProgress progress);
}
