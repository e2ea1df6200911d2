package io.sluice.intake;

import io.sluice.event.SourceProgress;

/** Looks again and again. */
public final class WatchSchedule implements Schedule {
    @Override
    public boolean mayLook(SourceProgress progress) {
        return true;
    }

    @Override
    public boolean mayRest() {
        return true;
    }

    @Override
    public void lookEnded(SourceProgress progress) {
        // the next look begins at the next poll
    }
}
