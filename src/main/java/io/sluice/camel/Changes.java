package io.sluice.camel;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.ledger.Entered;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;

/** What follows from an entered decision: raw data that was changed, and content that is there twice. */
final class Changes {
    private Changes() {}

    /** @param replaced whether a published file was replaced by other bytes */
    static void publish(Events events, FileRef file, Entered recorded, boolean replaced) {
        if (!file.stage().equals(FileRef.VALIDATE)) {
            return; // what stages derive may change
        }
        Version version = recorded.version();
        Version previous = recorded.previous();
        if (previous != null && !previous.sha256().equals(version.sha256())) {
            if (previous.state() == State.REJECTED && !replaced) {
                events.publish(new Event.DeliveredAgain(file, version.number()));
            } else {
                events.publish(new Event.RawChanged(
                        file,
                        previous.sha256(),
                        previous.number(),
                        version.sha256(),
                        version.number(),
                        version.state().name()));
            }
        }
        if (recorded.duplicateOf() != null) {
            events.publish(new Event.SameContent(file, recorded.duplicateOf().toString()));
        }
    }
}
