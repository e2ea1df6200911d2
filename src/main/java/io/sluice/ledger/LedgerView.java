package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.List;
import java.util.Optional;

/**
 * What may be asked of a ledger without changing it.
 *
 * <p>Safe for use by many threads. Times come back to the millisecond. A ledger that is locked by another process, was
 * deleted or replaced under a running process, or cannot be read is an environment fault, never an empty ledger.
 */
public interface LedgerView extends StageView, History, AutoCloseable {

    /** The current version of a file as committed; empty when the path is unknown. */
    Optional<Version> current(FileId file) throws EnvironmentFault;

    /**
     * Tells the current version of every file of a source, in no particular order, as they are at one moment during the
     * call. Meant for the building of an index: a million files cost about half a second of processor time
     * and 60 bytes of garbage each. Nothing waits for it, neither what records nor what reads.
     *
     * <p>To notice that an index is out of date, read the {@link #generation} before it is built, and compare.
     *
     * @param each told on the calling thread; what it throws ends the call and is passed on
     * @throws EnvironmentFault when the ledger cannot be read to its end; some files may have been told
     */
    void currentOf(String source, KnownFiles each) throws EnvironmentFault;

    /** The version of a file that was published last, current or not; empty when none ever was. */
    Optional<Version> lastPublished(FileId file) throws EnvironmentFault;

    /** The run that started last. */
    Optional<Run> lastRun() throws EnvironmentFault;

    /** Every source that has a version or a scan, by name. */
    List<SourceTotals> totals() throws EnvironmentFault;

    /** The hashes under which versions were checked against a schema of this name, oldest first. */
    List<String> schemaHashes(String schema) throws EnvironmentFault;

    /** Raised by every command that changes the ledger beside a watching process. */
    long generation() throws EnvironmentFault;

    /** Gives the ledger's file back. Nothing that was committed depends on it. */
    @Override
    void close();
}
