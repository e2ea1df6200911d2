package io.sluice.camel;

import io.sluice.ledger.Entered;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import org.slf4j.Logger;

/** What an entered decision gives to say: raw data that was changed, and content that is there twice. */
final class Changes {
    private Changes() {}

    /** @param replaced whether a published file was replaced by other bytes */
    static void say(Logger log, Entered recorded, boolean replaced) {
        Version version = recorded.version();
        Version previous = recorded.previous();
        if (previous != null && !previous.sha256().equals(version.sha256())) {
            if (previous.state() == State.REJECTED && !replaced) {
                log.info("{} was delivered again after its rejection, as version {}", version.file(), version.number());
            } else {
                log.error(
                        "Checksum mismatch: {} was changed in the raw zone, where data is immutable; it was {} as version"
                                + " {} and is {} as version {} ({}). Ask the supplier why.",
                        version.file(),
                        previous.sha256(),
                        previous.number(),
                        version.sha256(),
                        version.number(),
                        version.state());
            }
        }
        if (recorded.duplicateOf() != null) {
            log.warn("{} has the same content as {}", version.file(), recorded.duplicateOf());
        }
    }
}
