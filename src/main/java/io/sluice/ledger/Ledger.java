package io.sluice.ledger;

import io.sluice.event.Counts;
import io.sluice.fault.EnvironmentFault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable memory of what was processed, how, when, with which checksum and schema.
 *
 * <p>Safe for use by many threads. Every method that writes does so in one transaction: when it returns, what it wrote
 * survives a power loss; when it throws {@link EnvironmentFault}, nothing of it was written and nothing that was there
 * is gone, and the next call tries anew. A ledger that is locked by another process, was deleted or replaced under a
 * running process, cannot be read, or lies on a full disk is an environment fault, never an empty ledger.
 *
 * <p>A run must have been started before anything refers to it: otherwise {@link IllegalStateException}, nothing
 * written.
 */
public interface Ledger extends LedgerView, Places {

    /**
     * Enters a decision: a new version, the path pointing at it, and the events that follow from it ({@code validated}
     * or {@code rejected}; {@code raw_changed} when the path had another content; {@code duplicate}). To be called only
     * once the bytes that it speaks of are durable. Decisions that many threads enter at once share one commit.
     *
     * @throws IllegalArgumentException when a hash is not 64 hexadecimal digits; nothing is written
     */
    Entered enter(Decision decision) throws EnvironmentFault;

    /** As {@link #enter(Decision)} for each decision in order, all in one transaction: every one is entered, or none. */
    List<Entered> enter(List<Decision> decisions) throws EnvironmentFault;

    /**
     * Updates size and mtime of the current version of each file, and nothing else, all in one transaction.
     *
     * @throws IllegalStateException when one of the paths has no current version; nothing is written
     */
    void touched(List<Touched> files) throws EnvironmentFault;

    /**
     * Remembers a key of a route.
     *
     * @return false when it was remembered already
     */
    boolean remember(String route, String key) throws EnvironmentFault;

    /** Whether a key of a route is remembered. */
    boolean remembers(String route, String key) throws EnvironmentFault;

    /**
     * Forgets a key of a route.
     *
     * @return false when it was not remembered
     */
    boolean forget(String route, String key) throws EnvironmentFault;

    /** Forgets all keys of a route; returns how many there were. */
    int forgetAll(String route) throws EnvironmentFault;

    /** Begins a run. Beginning the same run again changes nothing. */
    void runStarted(String id, String mode, Instant startedAt) throws EnvironmentFault;

    /** Saves what a run came to so far; {@code endedAt} is null while it lasts. */
    void runCounted(String id, Counts counts, @Nullable Instant endedAt) throws EnvironmentFault;

    /** Saves the last scan at a source, replacing the one before. */
    void scanned(Scan scan) throws EnvironmentFault;

    /**
     * A stage that reads what others publish is started.
     *
     * @throws StageRefused when a stage of this name reads, or publishes to, another zone
     */
    void stageStarted(StageStart stage) throws EnvironmentFault, StageRefused;

    /** Moves each cursor to where it stands now, all in one transaction. */
    void advance(List<Cursor> cursors) throws EnvironmentFault;

    /** Forgets what is held in memory when the generation has changed since the last call. */
    void refresh() throws EnvironmentFault;
}
