package io.sluice.intake;

import io.sluice.event.SourceProgress;

/** Looks again and again. */
public final class WatchSchedule implements Schedule {
    @Override
    public boolean mayScan(SourceProgress progress) {
        return true;
    }

    @Override
    public boolean mayRest() {
        return true;
    }

    @Override
    public void scanEnded(SourceProgress progress) {
        // the next scan begins at the next poll
    }
}
