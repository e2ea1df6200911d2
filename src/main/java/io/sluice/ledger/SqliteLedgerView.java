package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the ledger's file, each time anew. */
final class SqliteLedgerView implements LedgerView {
    private final LedgerConnection reader;

    SqliteLedgerView(LedgerConnection reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Version> current(FileId file) throws EnvironmentFault {
        return reader.read(sql -> LedgerQueries.current(sql, file));
    }

    /** On a connection of its own, so that no other reader waits. */
    @Override
    public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
        try (LedgerConnection scan = reader.another()) {
            scan.read(sql -> KnownFilesQuery.tell(sql, source, each));
        }
    }

    @Override
    public OptionalInt lastValidated(FileId file) throws EnvironmentFault {
        return reader.read(sql -> LedgerQueries.lastValidated(sql, file));
    }

    @Override
    public Optional<Run> lastRun() throws EnvironmentFault {
        return reader.read(LedgerQueries::lastRun);
    }

    @Override
    public List<SourceTotals> totals() throws EnvironmentFault {
        return reader.read(LedgerQueries::totals);
    }

    @Override
    public List<String> schemaHashes(String schema) throws EnvironmentFault {
        return reader.read(sql -> LedgerQueries.schemaHashes(sql, schema));
    }

    @Override
    public long generation() throws EnvironmentFault {
        return reader.read(LedgerQueries::generation);
    }

    @Override
    public void close() {
        reader.close();
    }
}
