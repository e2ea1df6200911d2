package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.Optional;

/** What may be asked of a ledger about the past. */
public interface History {
    /**
     * Everything that the ledger knows of a path of a source, at every stage; empty lists when that is nothing. Meant for a
     * person who asks: a ledger of a million files is read in a fraction of a second, not in microseconds.
     */
    FileHistory history(String source, String path) throws EnvironmentFault;

    /** A run; empty when the ledger knows none of this id. */
    Optional<Run> run(String id) throws EnvironmentFault;
}
