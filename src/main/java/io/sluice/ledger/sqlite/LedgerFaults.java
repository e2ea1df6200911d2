package io.sluice.ledger.sqlite;

import io.sluice.fault.Causes;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells which fault of the environment stands behind an exception that met the ledger. */
final class LedgerFaults {
    private static final String LEFT = "; nothing was recorded and files stay pending; ";
    private static final int PRIMARY_CODE = 0xff;

    private LedgerFaults() {}

    /** The fault behind an exception of the driver or of what uses it; empty when it is a defect of the program. */
    static Optional<EnvironmentFault> behind(Path file, Exception thrown) {
        return Causes.of(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .filter(told -> !isDefect(told))
                .map(told -> of(file, told));
    }

    static EnvironmentFault of(Path file, SQLException told) {
        SQLiteErrorCode code = codeOf(told);
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return full(file, told);
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                fault(Kind.LEDGER, file, "is locked by another process", "close what holds it, or wait", told);
            case SQLITE_FULL -> full(file, told);
            case SQLITE_READONLY -> readOnly(file, told);
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> notOpened(file, told);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                fault(
                        Kind.LEDGER,
                        file,
                        "is damaged or is no ledger (" + oneLine(told) + ")",
                        "stop, move it and its -wal and -shm aside, and start again:"
                                + " an empty ledger is rebuilt by republishing equal bytes",
                        told);
            case SQLITE_IOERR, SQLITE_NOMEM ->
                fault(
                        Kind.IO,
                        file,
                        "cannot be read or written (" + oneLine(told) + ")",
                        "look at the disk and at the system's log",
                        told);
            default ->
                fault(
                        Kind.LEDGER,
                        file,
                        "cannot be used (" + oneLine(told) + ")",
                        "if it stays so, stop, move it aside, and start again",
                        told);
        };
    }

    /** Whether SQLite's code tells no more than that the system refused something. */
    static boolean hidesWhatTheSystemSaid(SQLException told) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(codeOf(told).code & PRIMARY_CODE);
        return primary == SQLiteErrorCode.SQLITE_CANTOPEN || primary == SQLiteErrorCode.SQLITE_IOERR;
    }

    static EnvironmentFault of(Path file, IOException told) {
        return of(file, told, told);
    }

    /** @param thrown what the fault is for; it concerns the ledger and not one file when this is of SQLite */
    static EnvironmentFault of(Path file, IOException told, Exception thrown) {
        Kind kind = IoFaults.kind(told);
        return switch (kind) {
            case PERMISSION -> denied(file, file, thrown);
            case DISK_SPACE -> full(file, thrown);
            case READ_ONLY -> readOnly(file, thrown);
            case INTERRUPTED, IO, LEDGER, SOURCE, ZONE, INTEGRITY, STEP, MEMORY ->
                fault(
                        kind,
                        file,
                        "cannot be reached (" + oneLine(told) + ")",
                        IoFaults.remedy(told, file.resolveSibling("")),
                        thrown);
        };
    }

    /** Only a wrong statement or a value that it must not hold: these come from the program, not from the file. */
    private static boolean isDefect(SQLException told) {
        return switch (SQLiteErrorCode.getErrorCode(codeOf(told).code & PRIMARY_CODE)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_TOOBIG -> true;
            default -> false;
        };
    }

    private static SQLiteErrorCode codeOf(SQLException told) {
        return told instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static EnvironmentFault notOpened(Path file, SQLException told) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && Files.isDirectory(directory)) {
            if (isReadOnly(directory)) {
                return readOnly(file, told);
            }
            if (!Files.isWritable(directory)) {
                return denied(file, directory, told);
            }
        }
        Optional<IOException> world = directory == null ? Optional.empty() : listing(directory);
        if (world.isPresent()) {
            return of(file, world.get());
        }
        return fault(
                Kind.LEDGER,
                file,
                "cannot be opened (" + oneLine(told) + ")",
                "look at its directory and its permissions",
                told);
    }

    /** The driver keeps to itself what the system said: a process without descriptors gets none for the directory either. */
    private static Optional<IOException> listing(Path directory) {
        try (FileChannel opened = FileChannel.open(directory)) {
            opened.force(false);
            return Optional.empty();
        } catch (IOException told) {
            return Optional.of(told);
        }
    }

    private static boolean isReadOnly(Path place) {
        try {
            return Files.getFileStore(place).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    private static EnvironmentFault full(Path file, Exception told) {
        return fault(Kind.DISK_SPACE, file, "cannot grow", "free space on its file system", told);
    }

    private static EnvironmentFault readOnly(Path file, Exception told) {
        return fault(
                Kind.READ_ONLY,
                file,
                "cannot be written",
                "make its file system writable, and its file with its -wal and -shm",
                told);
    }

    /** @param refused the ledger, or what lies beside it */
    static EnvironmentFault notWritable(Path file, Path refused) {
        SQLException told = new SQLNonTransientConnectionException(refused + " may not be written");
        return isReadOnly(refused) ? readOnly(file, told) : denied(file, refused, told);
    }

    private static EnvironmentFault denied(Path file, Path refused, Exception told) {
        return fault(
                Kind.PERMISSION,
                file,
                "may not be written by this user" + (refused.equals(file) ? "" : ", because " + refused + " may not"),
                "let this user write the file, its -wal and -shm, and their directory",
                told);
    }

    private static EnvironmentFault fault(Kind kind, Path file, String what, String remedy, Exception told) {
        return new EnvironmentFault(kind, file, "ledger " + file + " " + what + LEFT + remedy, told);
    }

    private static String oneLine(Exception told) {
        @Nullable String message = told.getMessage();
        return message == null ? told.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
