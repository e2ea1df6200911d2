package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.DECIDED;
import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.SCHEMA;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.sha256;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.event.Counts;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger tells about its runs, looks, totals and schemas. */
abstract class LedgerTotalsContract {
    Ledger ledger;

    /** Opens the same ledger each time it is called in one test. */
    abstract Ledger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
        ledger.runStarted(RUN, "once", STARTED);
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    void reopen() throws Exception {
        ledger.close();
        ledger = open();
    }

    @Test
    void aRunThatWasNotStartedIsADefectAndLeavesNothing() throws Exception {
        Decision known = validated(file("a.json"), "one");
        Decision unknown = Decisions.ofUnknownRun(file("b.json"));

        assertThatThrownBy(() -> ledger.enter(List.of(known, unknown)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-run");
        assertThat(ledger.current(file("a.json"))).isEmpty();
        assertThat(ledger.totals()).isEmpty();
        assertThat(ledger.enter(known).version().number()).isEqualTo(1);
    }

    @Test
    void totalsCountPathsByTheirCurrentState() throws Exception {
        ledger.enter(validated(file("a.json"), "a"));
        ledger.enter(validated(file("b.json"), "b"));
        ledger.enter(rejected(file("c.json"), "c"));
        ledger.enter(rejected(file("a.json"), "a2"));
        ledger.enter(validated(new FileId("anthropic", "a.json"), "x"));

        assertThat(ledger.totals())
                .containsExactly(new SourceTotals("anthropic", 1, 0, null), new SourceTotals("sff", 1, 2, null));
    }

    @Test
    void theLastLookReplacesTheOneBefore() throws Exception {
        Scan first = new Scan("sff", RUN, STARTED, new Counts(0, 0, 1, 9, 0, 1, 0));
        Scan last = new Scan("sff", RUN, DECIDED, new Counts(0, 0, 11, 0, 0, 2, 0));
        ledger.scanned(first);
        ledger.scanned(last);

        assertThat(ledger.totals()).containsExactly(new SourceTotals("sff", 0, 0, last));
    }

    @Test
    void theRunThatStartedLastIsToldWithItsCounts() throws Exception {
        assertThat(ledger.lastRun()).contains(new Run(RUN, "once", STARTED, null, new Counts(0, 0, 0, 0, 0, 0, 0)));
        Instant later = STARTED.plusSeconds(60);
        Counts counts = new Counts(1, 2, 3, 15, 5, 0, 6);
        ledger.runStarted("20240115T103100Z-0001", "watch", later);
        ledger.runCounted("20240115T103100Z-0001", counts, null);
        assertThat(ledger.lastRun()).contains(new Run("20240115T103100Z-0001", "watch", later, null, counts));

        ledger.runCounted("20240115T103100Z-0001", counts, later.plusSeconds(1));

        assertThat(ledger.lastRun())
                .contains(new Run("20240115T103100Z-0001", "watch", later, later.plusSeconds(1), counts));
    }

    @Test
    void beginningARunAgainChangesNothing() throws Exception {
        ledger.runStarted(RUN, "watch", DECIDED);

        assertThat(ledger.lastRun().orElseThrow().mode()).isEqualTo("once");
    }

    @Test
    void schemaHashesAreToldOldestFirst() throws Exception {
        ledger.enter(validated(file("a.json"), "a", SCHEMA, sha256("schema 2")));
        ledger.enter(validated(file("b.json"), "b", SCHEMA, sha256("schema 1")));
        ledger.enter(validated(file("c.json"), "c", SCHEMA, sha256("schema 2")));
        ledger.enter(validated(file("d.json"), "d", "another", sha256("schema 3")));

        assertThat(ledger.schemaHashes(SCHEMA)).containsExactly(sha256("schema 2"), sha256("schema 1"));
        assertThat(ledger.schemaHashes("unused")).isEmpty();
    }
}
