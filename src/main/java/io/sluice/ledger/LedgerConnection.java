package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * One connection to the ledger's file, used by one thread at a time.
 *
 * <p>After an error of SQLite the connection is dropped, which rolls back, and the next call opens another. So a fault that passes (a lock, a full disk) heals without a restart, and no half-stepped statement outlives it. Nothing
 * is dropped when the file was deleted or replaced: work goes on when it comes back.
 *
 * <p>No other code of this process may open the ledger's file: closing it would drop SQLite's POSIX locks.
 */
final class LedgerConnection implements AutoCloseable {
    static final int BUSY_TIMEOUT_MS = 2_000;
    private static final int CACHE_KIB = 32 * 1024;

    /** How the file is opened. The words are those of SQLite's {@code mode} parameter. */
    enum Mode {
        /** Creates the file when it is missing. */
        RWC,
        /** Writes to a file that is there. */
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

    /** Statements to execute on the handle. */
    interface Work<T> {
        T on(Handle handle) throws EnvironmentFault;
    }

    private final LedgerFile file;
    private final Mode mode;
    private final Jdbi jdbi;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Handle handle;

    /** Opens nothing yet. */
    LedgerConnection(LedgerFile file, Mode mode) {
        this.file = file;
        this.mode = mode;
        this.jdbi = Jdbi.create(dataSource(file, mode));
        jdbi.setStatementBuilderFactory(connection -> new CachedStatements());
    }

    /** Another connection to the same file, in the same mode. */
    LedgerConnection another() {
        return new LedgerConnection(file, mode);
    }

    static SQLiteDataSource dataSource(LedgerFile file, Mode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        if (mode.writes()) {
            config.setJournalMode(JournalMode.WAL);
            config.setSynchronous(SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            // The driver would ask for the last row id after each insert; the statements return what they need.
            config.setGetGeneratedKeys(false);
        }
        config.setCacheSize(-CACHE_KIB);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        // A URI, because the driver cuts a plain name at its first question mark.
        dataSource.setUrl("jdbc:sqlite:file://" + file.path().toUri().getRawPath() + mode.parameters());
        return dataSource;
    }

    /** Reads what is committed. */
    <T> T read(Work<T> work) throws EnvironmentFault {
        turn.lock();
        try {
            Handle opened = opened();
            file.check();
            return work.on(opened);
        } catch (JdbiException failure) {
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
            Handle opened = opened();
            // Statements of SQLite's own: the driver's commit() also begins the next transaction, and reports the
            // failure of that as the failure of a commit that succeeded.
            execute(opened, "BEGIN IMMEDIATE");
            T result = undoneUnlessWhole(opened, work);
            execute(opened, "COMMIT");
            committed.accept(result);
            return result;
        } catch (JdbiException failure) {
            drop(failure);
            throw environmentOrDefect(failure);
        } finally {
            turn.unlock();
        }
    }

    private <T> T undoneUnlessWhole(Handle opened, Work<T> work) throws EnvironmentFault {
        try {
            T result = work.on(opened);
            file.check();
            return result;
        } catch (JdbiException failure) {
            // The connection is dropped, and with it the transaction.
            throw failure;
        } catch (EnvironmentFault | RuntimeException failure) {
            execute(opened, "ROLLBACK");
            throw failure;
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            Handle open = handle;
            if (open != null) {
                handle = null;
                try {
                    open.close();
                } finally {
                    file.disconnected();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private Handle opened() throws EnvironmentFault {
        Handle open = handle;
        if (open == null) {
            file.check();
            open = jdbi.open();
            try {
                open.createQuery("PRAGMA schema_version")
                        .map((row, context) -> row.getInt(1))
                        .one();
                file.connected();
            } catch (EnvironmentFault | RuntimeException failure) {
                open.close();
                throw failure;
            }
            handle = open;
        }
        return open;
    }

    private static void execute(Handle handle, String sql) {
        handle.createUpdate(sql).execute();
    }

    private void drop(Exception failure) {
        try {
            close();
        } catch (RuntimeException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }

    private EnvironmentFault environmentOrDefect(JdbiException failure) {
        return LedgerFaults.of(file.path(), failure).orElseThrow(() -> failure);
    }
}
