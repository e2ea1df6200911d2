package io.sluice.ledger.sqlite;

import io.sluice.event.Counts;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Entered;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.StageRefused;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import io.sluice.ledger.sqlite.LedgerConnection.Mode;
import io.sluice.ledger.sqlite.LedgerConnection.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in one SQLite file with its write-ahead log.
 *
 * <p>One connection writes and others read, so that a scan at a file never waits for the fsync of a commit.
 */
public final class SqliteLedger implements Ledger {
    private final LedgerConnection writer;
    private final SqliteLedgerView view;
    private final Names names = new Names();
    private final KnownContents contents = new KnownContents();
    private final AtomicLong generationSeen;

    private SqliteLedger(LedgerConnection writer, SqliteLedgerView view, long generation) {
        this.writer = writer;
        this.view = view;
        this.generationSeen = new AtomicLong(generation);
    }

    /**
     * Opens the ledger for the one process that holds the run lock. Creates the file and its directory when they are
     * missing, and brings an older ledger up to date. The two are durable when this returns.
     *
     * @throws EnvironmentFault when the ledger is locked, damaged, newer than this program, or cannot be created. What
     *     was there is left as it was; an empty file may be left.
     */
    public static SqliteLedger open(Path file) throws EnvironmentFault {
        LedgerFile ledger = LedgerFile.create(file);
        LedgerSchema.bringUpToDate(ledger);
        LedgerConnection writer = new LedgerConnection(ledger, Mode.RW);
        SqliteLedgerView view = new SqliteLedgerView(new LedgerConnection(ledger, Mode.RO));
        try {
            writer.read(LedgerQueries::generation);
            return new SqliteLedger(writer, view, view.generation());
        } catch (EnvironmentFault | RuntimeException failure) {
            view.close();
            writer.close();
            throw failure;
        }
    }

    /**
     * Opens the ledger to look at it, beside a process that writes or without one. Creates, migrates and writes
     * nothing.
     *
     * @return empty when there is no ledger yet, or one that no run has used
     * @throws EnvironmentFault when the ledger is there and cannot be read, or is older or newer than this program
     */
    public static Optional<LedgerView> openReadOnly(Path file) throws EnvironmentFault {
        Optional<LedgerFile> there = LedgerFile.find(file);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        LedgerFile ledger = there.get();
        LedgerConnection reader = new LedgerConnection(ledger, ledger.hasLog() ? Mode.RO : Mode.IMMUTABLE);
        try {
            if (!LedgerSchema.isReadable(ledger, reader)) {
                reader.close();
                return Optional.empty();
            }
            return Optional.of(new SqliteLedgerView(reader));
        } catch (EnvironmentFault | RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    @Override
    public Optional<Version> current(FileId file) throws EnvironmentFault {
        return view.current(file);
    }

    @Override
    public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
        view.currentOf(source, each);
    }

    @Override
    public Entered enter(Decision decision) throws EnvironmentFault {
        return enter(List.of(decision)).get(0);
    }

    @Override
    public List<Entered> enter(List<Decision> decisions) throws EnvironmentFault {
        List<DecisionEntry> entries = decisions.stream().map(DecisionEntry::of).toList();
        return write(sql -> new DecisionWriter(sql, names, contents).write(entries));
    }

    @Override
    public void touched(List<Touched> files) throws EnvironmentFault {
        Instant now = Instant.now();
        change(sql -> LedgerUpdates.touched(sql, names, files, now));
    }

    @Override
    public void runStarted(String id, String mode, Instant startedAt) throws EnvironmentFault {
        change(sql -> LedgerUpdates.runStarted(sql, id, mode, startedAt));
    }

    @Override
    public void runCounted(String id, Counts counts, @Nullable Instant endedAt) throws EnvironmentFault {
        change(sql -> LedgerUpdates.runCounted(sql, names.run(sql, id), counts, endedAt));
    }

    @Override
    public void scanned(Scan scan) throws EnvironmentFault {
        change(sql -> LedgerUpdates.scanned(
                sql, names.stageSource(sql, FileId.VALIDATE, scan.source()), names.run(sql, scan.run()), scan));
    }

    @Override
    public void stageStarted(StageStart stage) throws EnvironmentFault, StageRefused {
        Optional<String> refusal = write(sql -> StageUpdates.started(sql, stage));
        if (refusal.isPresent()) {
            throw new StageRefused(stage.name(), refusal.get());
        }
    }

    @Override
    public void advance(List<Cursor> cursors) throws EnvironmentFault {
        change(sql -> StageUpdates.advance(sql, names, cursors));
    }

    @Override
    public FileHistory history(String source, String path) throws EnvironmentFault {
        return view.history(source, path);
    }

    @Override
    public Optional<Run> run(String id) throws EnvironmentFault {
        return view.run(id);
    }

    @Override
    public long lastEvent() throws EnvironmentFault {
        return view.lastEvent();
    }

    @Override
    public NewsPage news(Feed feed, @Nullable String source, long after) throws EnvironmentFault {
        return view.news(feed, source, after);
    }

    @Override
    public List<Cursor> cursors(Feed feed) throws EnvironmentFault {
        return view.cursors(feed);
    }

    @Override
    public long beginning(String stage) throws EnvironmentFault {
        return view.beginning(stage);
    }

    @Override
    public Map<String, Long> skips(Feed feed, String source, long after) throws EnvironmentFault {
        return view.skips(feed, source, after);
    }

    @Override
    public List<String> publishedSources(String stage) throws EnvironmentFault {
        return view.publishedSources(stage);
    }

    @Override
    public List<StageTotals> stages() throws EnvironmentFault {
        return view.stages();
    }

    @Override
    public boolean remember(String route, String key) throws EnvironmentFault {
        return write(sql -> RememberedKeys.add(sql, route, key));
    }

    @Override
    public boolean remembers(String route, String key) throws EnvironmentFault {
        return view.read(sql -> RememberedKeys.contains(sql, route, key));
    }

    @Override
    public boolean forget(String route, String key) throws EnvironmentFault {
        return write(sql -> RememberedKeys.remove(sql, route, key));
    }

    @Override
    public int forgetAll(String route) throws EnvironmentFault {
        return write(sql -> RememberedKeys.removeAll(sql, route));
    }

    @Override
    public Optional<KnownPlace> place(String name) throws EnvironmentFault {
        return view.read(sql -> PlaceRows.find(sql, name));
    }

    @Override
    public void remember(KnownPlace place) throws EnvironmentFault {
        change(sql -> PlaceRows.remember(sql, place));
    }

    @Override
    public Optional<Run> lastRun() throws EnvironmentFault {
        return view.lastRun();
    }

    @Override
    public List<SourceTotals> totals() throws EnvironmentFault {
        return view.totals();
    }

    @Override
    public Optional<Version> lastPublished(FileId file) throws EnvironmentFault {
        return view.lastPublished(file);
    }

    @Override
    public List<String> schemaHashes(String schema) throws EnvironmentFault {
        return view.schemaHashes(schema);
    }

    @Override
    public long generation() throws EnvironmentFault {
        return view.generation();
    }

    @Override
    public void refresh() throws EnvironmentFault {
        long generation = view.generation();
        if (generationSeen.getAndSet(generation) != generation) {
            contents.outdated();
        }
    }

    @Override
    public void close() {
        try {
            view.close();
        } finally {
            writer.close();
        }
    }

    private interface Change {
        void on(Statements sql) throws SQLException;
    }

    private void change(Change change) throws EnvironmentFault {
        write(sql -> {
            change.on(sql);
            return true;
        });
    }

    private <T> T write(Work<T> work) throws EnvironmentFault {
        return writer.write(
                sql -> {
                    names.begun();
                    contents.begun();
                    return work.on(sql);
                },
                result -> {
                    names.committed();
                    contents.committed();
                });
    }
}
