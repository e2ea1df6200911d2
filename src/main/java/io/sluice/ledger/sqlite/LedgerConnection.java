package io.sluice.ledger.sqlite;

import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection to the ledger's file, used by one thread at a time.
 *
 * <p>After an error of SQLite the connection is dropped, which rolls back, and the next call opens another. So a fault that
 * passes (a lock, a full disk) heals without a restart, and no half-stepped statement outlives it. Nothing is dropped when the
 * file was deleted or replaced: work goes on when it comes back.
 *
 * <p>No other code of this process may open the ledger's file: closing it would drop SQLite's POSIX locks.
 */
final class LedgerConnection implements AutoCloseable {
    static final int BUSY_TIMEOUT_MS = 2_000;
    private static final int WRITER_CACHE_KIB = 32 * 1024;

    /** The four readers of a run may hold as much as its writer; each commit makes all of it out of date. */
    private static final int READER_CACHE_KIB = 8 * 1024;

    /** 16 MB. Pages that many decisions change are copied into the file once for all that happened in so much log. */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** How the file is opened. The words are those of SQLite's {@code mode} parameter. */
    enum Mode {
        /** Creates the file when it is missing, and leaves the journal mode of one that may be no ledger. */
        RWC,
        /** Writes to a ledger that is there. */
        RW,
        /** Reads beside a process that writes, or may begin to. */
        RO,
        /** Reads a file that nobody has open, and leaves no file beside it. */
        IMMUTABLE;

        private String parameters() {
            return switch (this) {
                case RWC -> "?mode=rwc";
                case RW -> "?mode=rw";
                case RO -> "?mode=ro";
                case IMMUTABLE -> "?mode=ro&immutable=1";
            };
        }

        private boolean writes() {
            return this == RWC || this == RW;
        }
    }

    /** What to do on the connection. */
    interface Work<T> {
        T on(Statements sql) throws SQLException;
    }

    private final LedgerFile file;
    private final Mode mode;
    private final SQLiteDataSource dataSource;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Statements statements;

    /** Opens nothing yet. */
    LedgerConnection(LedgerFile file, Mode mode) {
        this.file = file;
        this.mode = mode;
        this.dataSource = dataSource(file, mode);
    }

    /** Another connection to the same file, in the same mode. */
    LedgerConnection another() {
        return new LedgerConnection(file, mode);
    }

    static SQLiteDataSource dataSource(LedgerFile file, Mode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        // The driver lets one thread in at a time itself; SQLite would lock once more for each column of each row.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        if (mode == Mode.RW) {
            config.setJournalMode(JournalMode.WAL);
        }
        if (mode.writes()) {
            config.setSynchronous(SynchronousMode.FULL);
            config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
            config.enforceForeignKeys(true);
            // The driver would ask for the last row id after each insert; the statements return what they need.
            config.setGetGeneratedKeys(false);
        }
        config.setCacheSize(-(mode.writes() ? WRITER_CACHE_KIB : READER_CACHE_KIB));
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        // A URI, because the driver cuts a plain name at its first question mark.
        dataSource.setUrl("jdbc:sqlite:file://" + file.path().toUri().getRawPath() + mode.parameters());
        return dataSource;
    }

    /** Gives the file a write-ahead log, for good. */
    void useWriteAheadLog() throws EnvironmentFault {
        read(sql -> sql.first("PRAGMA journal_mode = " + JournalMode.WAL.getValue(), row -> row.getString(1)));
    }

    /** Reads what is committed. */
    <T> T read(Work<T> work) throws EnvironmentFault {
        turn.lock();
        try {
            Statements opened = opened();
            file.check();
            return work.on(opened);
        } catch (SQLException failure) {
            drop(failure);
            throw environmentOrDefect(failure);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Executes the work in one transaction and commits it.
     *
     * @param committed told of the result after the commit and before any other thread gets this connection
     */
    <T> T write(Work<T> work, Consumer<T> committed) throws EnvironmentFault {
        turn.lock();
        try {
            Statements opened = opened();
            // Statements of SQLite's own: the driver's commit() also begins the next transaction, and reports the
            // failure of that as the failure of a commit that succeeded.
            opened.update("BEGIN IMMEDIATE");
            T result = undoneUnlessWhole(opened, work);
            opened.update("COMMIT");
            committed.accept(result);
            return result;
        } catch (SQLException failure) {
            drop(failure);
            throw environmentOrDefect(failure);
        } finally {
            turn.unlock();
        }
    }

    private <T> T undoneUnlessWhole(Statements opened, Work<T> work) throws EnvironmentFault, SQLException {
        try {
            T result = work.on(opened);
            file.check();
            return result;
        } catch (EnvironmentFault | RuntimeException | Error failure) {
            opened.update("ROLLBACK");
            throw failure;
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closeStatements();
        } catch (SQLException failure) {
            throw defect(failure);
        } finally {
            turn.unlock();
        }
    }

    private void closeStatements() throws SQLException {
        Statements open = statements;
        if (open != null) {
            statements = null;
            synchronized (file) {
                try {
                    open.close();
                } finally {
                    file.disconnected();
                }
            }
        }
    }

    private Statements opened() throws EnvironmentFault, SQLException {
        Statements open = statements;
        if (open == null) {
            open = open();
            statements = open;
        }
        return open;
    }

    private Statements open() throws EnvironmentFault, SQLException {
        synchronized (file) {
            file.check();
            if (mode.writes()) {
                file.requireWritable();
            }
            try {
                return connected();
            } catch (SQLException failure) {
                if (LedgerFaults.hidesWhatTheSystemSaid(failure)) {
                    Optional<IOException> said = file.refusal();
                    if (said.isPresent()) {
                        throw LedgerFaults.of(file.path(), said.get(), failure);
                    }
                }
                throw failure;
            }
        }
    }

    private Statements connected() throws EnvironmentFault, SQLException {
        Statements open = new Statements(dataSource.getConnection());
        try {
            open.number("PRAGMA schema_version");
            file.connected();
            return open;
        } catch (EnvironmentFault | SQLException | RuntimeException failure) {
            open.close();
            throw failure;
        }
    }

    private void drop(SQLException failure) {
        try {
            closeStatements();
        } catch (SQLException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }

    private EnvironmentFault environmentOrDefect(SQLException failure) {
        return LedgerFaults.behind(file.path(), failure).orElseThrow(() -> defect(failure));
    }

    private static IllegalStateException defect(SQLException failure) {
        return new IllegalStateException("the ledger refuses a statement: " + failure.getMessage(), failure);
    }
}
