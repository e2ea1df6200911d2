package io.sluice.ledger.sqlite;

import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.Run;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.Version;
import io.sluice.ledger.sqlite.LedgerConnection.Work;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger's file, each time anew. A few connections, each opened when there is use for it: with a single one the
 * workers that meet touched files spend half of their time waiting for each other.
 */
final class SqliteLedgerView implements LedgerView {
    private static final int READERS = 4;

    private final List<LedgerConnection> readers;

    /** The last that was given back is taken next, so that no more are opened than are needed at once. */
    private final Deque<LedgerConnection> idle;

    /** As many as are idle. */
    private final Semaphore turns = new Semaphore(READERS);

    /** @param reader opens nothing yet */
    SqliteLedgerView(LedgerConnection reader) {
        readers =
                Stream.iterate(reader, LedgerConnection::another).limit(READERS).toList();
        idle = new ConcurrentLinkedDeque<>(readers);
    }

    @Override
    public Optional<Version> current(FileId file) throws EnvironmentFault {
        return read(sql -> LedgerQueries.current(sql, file));
    }

    /** On a connection of its own, which is left with a small cache. */
    @Override
    public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
        try (LedgerConnection scan = readers.get(0).another()) {
            scan.read(sql -> KnownFilesQuery.tell(sql, source, each));
        }
    }

    @Override
    public Optional<Version> lastPublished(FileId file) throws EnvironmentFault {
        return read(sql -> LedgerQueries.lastPublished(sql, file));
    }

    @Override
    public Optional<Run> lastRun() throws EnvironmentFault {
        return read(LedgerQueries::lastRun);
    }

    @Override
    public List<SourceTotals> totals() throws EnvironmentFault {
        return read(LedgerQueries::totals);
    }

    @Override
    public List<String> schemaHashes(String schema) throws EnvironmentFault {
        return read(sql -> LedgerQueries.schemaHashes(sql, schema));
    }

    @Override
    public FileHistory history(String source, String path) throws EnvironmentFault {
        return read(sql -> HistoryQuery.of(sql, source, path));
    }

    @Override
    public Optional<Run> run(String id) throws EnvironmentFault {
        return read(sql -> LedgerQueries.run(sql, id));
    }

    @Override
    public long lastEvent() throws EnvironmentFault {
        return read(StageQueries::lastEvent);
    }

    @Override
    public NewsPage news(Feed feed, @Nullable String source, long after) throws EnvironmentFault {
        return read(sql -> NewsQuery.page(sql, feed, source, after));
    }

    @Override
    public List<Cursor> cursors(Feed feed) throws EnvironmentFault {
        return read(sql -> StageQueries.cursors(sql, feed));
    }

    @Override
    public long beginning(String stage) throws EnvironmentFault {
        return read(sql -> StageQueries.beginning(sql, stage));
    }

    @Override
    public Map<String, Long> skips(Feed feed, String source, long after) throws EnvironmentFault {
        return read(sql -> StageQueries.skips(sql, feed, source, after));
    }

    @Override
    public List<String> publishedSources(String stage) throws EnvironmentFault {
        return read(sql -> StageQueries.publishedSources(sql, stage));
    }

    @Override
    public List<StageTotals> stages() throws EnvironmentFault {
        return read(StageQueries::stages);
    }

    @Override
    public long generation() throws EnvironmentFault {
        return read(LedgerQueries::generation);
    }

    <T> T read(Work<T> work) throws EnvironmentFault {
        turns.acquireUninterruptibly();
        LedgerConnection reader = idle.removeFirst();
        try {
            return reader.read(work);
        } finally {
            idle.addFirst(reader);
            turns.release();
        }
    }

    @Override
    public void close() {
        RuntimeException failed = null;
        for (LedgerConnection reader : readers) {
            try {
                reader.close();
            } catch (RuntimeException failure) {
                if (failed != null) {
                    failure.addSuppressed(failed);
                }
                failed = failure;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
