package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;

/**
 * What operators do to the ledger, beside a process that runs or without one. Each call is one short transaction that also
 * raises the {@linkplain LedgerView#generation generation}, so that a watching process follows. A call that throws has
 * changed nothing.
 */
public interface LedgerChanges extends AutoCloseable {

    /**
     * Asks a stage to do its work once more on what is published under a path now. The stage goes on where it is, and comes
     * to the file behind all that was published before.
     *
     * @param file as the stage knows it that is to do its work again
     * @throws ChangeRefused when there is no such stage, it reads the raw zone, or nothing was ever published under the path
     */
    void askAgain(FileId file) throws EnvironmentFault, ChangeRefused;

    /**
     * Asks a stage to pass over what was published under a path so far. What is published there later is not passed over.
     *
     * @param file as the stage knows it that is to pass over it
     * @throws ChangeRefused as {@link #askAgain}, and when nothing of the path is pending for the stage
     */
    void skip(FileId file) throws EnvironmentFault, ChangeRefused;

    /**
     * Ends a stage: how far it has come is forgotten, and what it has published and decided stays. A route that declares it
     * again begins anew. No route may declare it now.
     *
     * @throws ChangeRefused when there is no such stage, or it reads the raw zone
     */
    void forget(String stage) throws EnvironmentFault, ChangeRefused;

    /** Gives the ledger's file back. Nothing that was committed depends on it. */
    @Override
    void close();
}
