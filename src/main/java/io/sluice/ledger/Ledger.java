package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The durable memory of what was processed, how, when, with which checksum and schema.
 *
 * <p>Safe for use by many threads. Every method that writes does so in one transaction: when it returns, what it wrote
 * survives a power loss; when it throws {@link EnvironmentFault}, nothing of it was written and nothing that was there
 * is gone. A ledger that is locked by another process, was deleted or replaced under a running process, cannot be read,
 * or lies on a full disk is an environment fault, never an empty ledger.
 */
public interface Ledger extends AutoCloseable {

    /** The current version of a file as committed; empty when the path is unknown. */
    Optional<Version> current(FileId file) throws EnvironmentFault;

    /**
     * Records a decision: a new version, the path pointing at it, and the events that follow from it ({@code validated}
     * or {@code rejected}; {@code raw_changed} when the path had another content; {@code duplicate}). To be called only
     * once the bytes that it speaks of are durable.
     */
    Recorded record(Decision decision) throws EnvironmentFault;

    /** The raw file has the same content as its current version, under another size or mtime: only these are updated. */
    void touched(FileId file, long sizeBytes, long mtimeNs) throws EnvironmentFault;

    /** Begins a run. */
    void runStarted(String id, String mode, Instant startedAt) throws EnvironmentFault;

    /** Saves what a run came to so far; {@code endedAt} is null while it lasts. */
    void runCounted(String id, RunCounts counts, @org.jspecify.annotations.Nullable Instant endedAt)
            throws EnvironmentFault;

    /** The run that started last. */
    Optional<Run> lastRun() throws EnvironmentFault;

    /** Saves the last look at a source, replacing the one before. */
    void looked(Look look) throws EnvironmentFault;

    /** Every source that has a version or a look, by name. */
    List<SourceTotals> totals() throws EnvironmentFault;

    /** The hashes under which versions were checked against a schema of this name, oldest first. */
    List<String> schemaHashes(String schema) throws EnvironmentFault;

    /** Raised by every command that changes the ledger beside a watching process. */
    long generation() throws EnvironmentFault;

    /** Forgets what is held in memory when the generation has changed since the last call. */
    void refresh() throws EnvironmentFault;

    /** Gives the ledger's file back. Nothing that was committed depends on it. */
    @Override
    void close();
}
