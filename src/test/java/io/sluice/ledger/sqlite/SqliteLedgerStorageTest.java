package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.SourceTotals;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger on a file system that is full or read-only. */
class SqliteLedgerStorageTest {
    private final Path directory;

    SqliteLedgerStorageTest(@TempDir Path directory) throws Exception {
        this.directory = directory.toRealPath();
    }

    @Test
    void aFullDiskLosesNothingAndHealsOnceThereIsSpace() throws Exception {
        try (Mount mount = Mount.ofSize("2m", directory);
                SqliteLedger ledger = SqliteLedger.open(mount.at("ledger.db"))) {
            ledger.runStarted(RUN, "once", STARTED);
            mount.fillBut(0);

            int recorded = recordUntilFull(ledger);
            FileId next = file(recorded + ".json");
            assertThat(ledger.current(next)).isEmpty();

            mount.free();
            ledger.enter(validated(next, "next"));
            assertThat(ledger.totals()).containsExactly(new SourceTotals("sff", recorded + 1L, 0, null));
        }
    }

    @Test
    void aLedgerThatCannotBeCreatedForLackOfSpaceSaysSo() throws Exception {
        try (Mount mount = Mount.ofSize("256k", directory)) {
            mount.fillBut(0);
            assertFault(Kind.DISK_SPACE, () -> SqliteLedger.open(mount.at("ledger.db")));

            mount.free();
            mount.fillBut(64 * 1024);
            assertFault(Kind.DISK_SPACE, () -> SqliteLedger.open(mount.at("ledger.db")));
        }
    }

    @Test
    void aReadOnlyLedgerIsAFaultForARunAndNoneForALook() throws Exception {
        try (Mount mount = Mount.ofSize("2m", directory)) {
            try (SqliteLedger ledger = SqliteLedger.open(mount.at("ledger.db"))) {
                ledger.runStarted(RUN, "once", STARTED);
            }
            mount.makeReadOnly();

            assertFault(Kind.READ_ONLY, () -> SqliteLedger.open(mount.at("ledger.db")));
            assertFault(Kind.READ_ONLY, () -> SqliteLedger.open(mount.at("new/ledger.db")));
            assertFault(Kind.READ_ONLY, () -> SqliteLedger.open(mount.at("new.db")));
            try (LedgerView view =
                    SqliteLedger.openReadOnly(mount.at("ledger.db")).orElseThrow()) {
                assertThat(view.lastRun()).isPresent();
            }

            mount.makeWritable();
            SqliteLedger.open(mount.at("ledger.db")).close();
        }
    }

    private static int recordUntilFull(Ledger ledger) {
        int recorded = 0;
        while (true) {
            try {
                ledger.enter(validated(file(recorded + ".json"), "content " + recorded));
            } catch (EnvironmentFault full) {
                assertThat(full.kind()).isEqualTo(Kind.DISK_SPACE);
                return recorded;
            }
            recorded++;
        }
    }

    private static void assertFault(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EnvironmentFault.class, fault -> assertThat(fault.kind())
                .as(fault.getMessage())
                .isEqualTo(kind));
    }
}
