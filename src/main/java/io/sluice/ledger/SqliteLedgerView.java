package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.LedgerConnection.Work;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Reads the ledger's file, each time anew. A few connections, each opened when there is use for it: with a single one the
 * workers that meet touched files spend half of their time waiting for each other.
 */
final class SqliteLedgerView implements LedgerView {
    private final LedgerConnection first;
    private final List<LedgerConnection> readers;

    /** The last that was given back is taken next, so that no more are opened than are needed at once. */
    private final Deque<LedgerConnection> idle;

    SqliteLedgerView(LedgerConnection reader) {
        first = reader;
        readers = List.of(reader, reader.another(), reader.another(), reader.another());
        idle = new ConcurrentLinkedDeque<>(readers);
    }

    @Override
    public Optional<Version> current(FileId file) throws EnvironmentFault {
        return read(sql -> LedgerQueries.current(sql, file));
    }

    /** On a connection of its own, which is left with a small cache. */
    @Override
    public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
        try (LedgerConnection scan = first.another()) {
            scan.read(sql -> KnownFilesQuery.tell(sql, source, each));
        }
    }

    @Override
    public OptionalInt lastValidated(FileId file) throws EnvironmentFault {
        return read(sql -> LedgerQueries.lastValidated(sql, file));
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
    public long generation() throws EnvironmentFault {
        return read(LedgerQueries::generation);
    }

    private <T> T read(Work<T> work) throws EnvironmentFault {
        LedgerConnection reader = idle.pollFirst();
        if (reader == null) {
            return first.read(work); // waits until whoever has it is done
        }
        try {
            return reader.read(work);
        } finally {
            idle.addFirst(reader);
        }
    }

    @Override
    public void close() {
        readers.forEach(LedgerConnection::close);
    }
}
