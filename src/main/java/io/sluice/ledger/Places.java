package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.Optional;

/** Which directory each zone and source was found in. Safe for use by many threads. */
public interface Places {

    /** Empty when nothing was ever published there, or taken from there. */
    Optional<KnownPlace> place(String name) throws EnvironmentFault;

    /** Remembers a place, in place of what was known under its name. Durable when it returns. */
    void remember(KnownPlace place) throws EnvironmentFault;
}
