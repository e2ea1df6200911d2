package io.sluice.ledger.sqlite;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.ChangeRefused.Reason;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerChanges;
import io.sluice.ledger.sqlite.LedgerConnection.Mode;
import io.sluice.text.OneLine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes a ledger without the run lock, which a process that runs may hold. */
public final class SqliteLedgerChanges implements LedgerChanges {
    private final LedgerConnection writer;
    private final Clock clock;

    private SqliteLedgerChanges(LedgerConnection writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Opens a ledger that is there. Creates and migrates nothing.
     *
     * @param clock tells when something was asked
     * @throws ChangeRefused when there is no ledger yet, or one that no run has used
     * @throws EnvironmentFault when it cannot be read, or is older or newer than this program
     */
    public static SqliteLedgerChanges open(Path file, Clock clock) throws EnvironmentFault, ChangeRefused {
        Optional<LedgerFile> there = LedgerFile.find(file);
        if (there.isPresent()) {
            LedgerFile ledger = there.get();
            LedgerConnection writer = new LedgerConnection(ledger, Mode.RW);
            try {
                if (LedgerSchema.isReadable(ledger, writer)) {
                    return new SqliteLedgerChanges(writer, clock);
                }
            } catch (EnvironmentFault | RuntimeException failure) {
                writer.close();
                throw failure;
            }
            writer.close();
        }
        throw new ChangeRefused(
                Reason.NO_LEDGER, "there is no ledger " + OneLine.of(file) + " yet; the first run creates it");
    }

    @Override
    public void askAgain(FileId file) throws EnvironmentFault, ChangeRefused {
        change(sql -> StageChanges.askAgain(sql, file, clock.instant()));
    }

    @Override
    public void skip(FileId file) throws EnvironmentFault, ChangeRefused {
        change(sql -> StageChanges.skip(sql, file, clock.instant()));
    }

    @Override
    public void forget(String stage) throws EnvironmentFault, ChangeRefused {
        change(sql -> StageChanges.forget(sql, stage));
    }

    /** What was asked for; a refusal is thrown once the transaction, which has changed nothing then, is over. */
    private interface Change {
        @Nullable
        ChangeRefused on(Statements sql) throws SQLException;
    }

    private void change(Change change) throws EnvironmentFault, ChangeRefused {
        Optional<ChangeRefused> refused = writer.write(
                sql -> {
                    ChangeRefused refusal = change.on(sql);
                    if (refusal == null) {
                        sql.update("UPDATE generation SET value = value + 1");
                    }
                    return Optional.ofNullable(refusal);
                },
                result -> {});
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
