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

import io.sluice.ledger.Decision;
import io.sluice.ledger.Entered;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.State;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for every ledger, whatever it is kept in. */
abstract class LedgerContract extends KnownFilesContract {

    /** Raises the generation, as a command does that changed the ledger beside this process. */
    abstract void raiseGeneration() throws Exception;

    /** The events of a file in the order in which they happened, as {@code kind} or {@code kind other-path}. */
    abstract List<String> events(FileId file) throws Exception;

    @Test
    void anUnknownPathHasNoVersion() throws Exception {
        assertThat(ledger.current(file("a.json"))).isEmpty();
    }

    @Test
    void aDecisionIsReadBackAsItWasRecordedAlsoAfterReopening() throws Exception {
        Entered recorded = ledger.enter(validated(file("2024/a.json"), "grants"));

        assertThat(recorded.previous()).isNull();
        assertThat(recorded.duplicateOf()).isNull();
        Version version = recorded.version();
        assertThat(version.number()).isEqualTo(1);
        assertThat(version)
                .isEqualTo(new Version(
                        version.id(),
                        1,
                        file("2024/a.json"),
                        6,
                        1_705_314_600_123_456_789L,
                        sha256("grants"),
                        State.VALIDATED,
                        SCHEMA,
                        sha256("schema"),
                        "sff/2024/a.json",
                        sha256("grants"),
                        RUN,
                        DECIDED));
        assertThat(ledger.current(file("2024/a.json"))).contains(version);
        reopen();
        assertThat(ledger.current(file("2024/a.json"))).contains(version);
    }

    @Test
    void aPublicationUnderAnotherNameOrWithOtherBytesIsKept() throws Exception {
        Decision usual = validated(file("a.csv"), "rows");
        Decision converted = new Decision(
                usual.file(),
                usual.sizeBytes(),
                usual.mtimeNs(),
                0,
                usual.sha256(),
                usual.state(),
                usual.schema(),
                usual.schemaSha256(),
                "sff/a.json",
                sha256("converted"),
                null,
                0,
                RUN,
                STARTED,
                DECIDED);

        Version version = ledger.enter(converted).version();

        reopen();
        assertThat(ledger.current(file("a.csv"))).contains(version);
        assertThat(version.publishedPath()).isEqualTo("sff/a.json");
        assertThat(version.publishedSha256()).isEqualTo(sha256("converted"));
    }

    @Test
    void aRejectedFileHasNoPublication() throws Exception {
        Version version = ledger.enter(rejected(file("a.json"), "bad")).version();

        reopen();
        assertThat(ledger.current(file("a.json"))).contains(version);
        assertThat(version.state()).isEqualTo(State.REJECTED);
        assertThat(version.publishedPath()).isNull();
        assertThat(events(file("a.json"))).containsExactly("rejected");
    }

    @Test
    void anotherContentBecomesTheNextVersionAndRawChangedIsNoted() throws Exception {
        Version first = ledger.enter(validated(file("a.json"), "one")).version();

        Entered second = ledger.enter(rejected(file("a.json"), "two"));

        assertThat(second.previous()).isEqualTo(first);
        assertThat(second.version().number()).isEqualTo(2);
        assertThat(second.version().id()).isGreaterThan(first.id());
        assertThat(ledger.current(file("a.json"))).contains(second.version());
        assertThat(events(file("a.json"))).containsExactly("validated", "raw_changed", "rejected");
    }

    @Test
    void theSameContentDecidedAgainIsNoChangeOfRaw() throws Exception {
        ledger.enter(rejected(file("a.json"), "one"));

        Entered again = ledger.enter(validated(file("a.json"), "one"));

        assertThat(again.version().number()).isEqualTo(2);
        assertThat(events(file("a.json"))).containsExactly("rejected", "validated");
    }

    @Test
    void theSameContentUnderAnotherPathIsADuplicateOfTheFirst() throws Exception {
        ledger.enter(validated(new FileId("other", "first.json"), "same"));
        ledger.enter(validated(file("second.json"), "same"));

        Entered third = ledger.enter(validated(file("third.json"), "same"));

        assertThat(third.duplicateOf()).isEqualTo(new FileId("other", "first.json"));
        assertThat(events(file("third.json"))).containsExactly("validated", "duplicate first.json");
    }

    @Test
    void aPathThatMovedOnToAnotherContentIsNoFirstOfADuplicate() throws Exception {
        ledger.enter(validated(file("a.json"), "same"));
        ledger.enter(validated(file("a.json"), "other"));
        ledger.enter(rejected(file("b.json"), "same"));

        assertThat(ledger.enter(validated(file("c.json"), "same")).duplicateOf())
                .isNull();
    }

    @Test
    void decisionsRecordedTogetherSeeEachOtherInOrder() throws Exception {
        List<Entered> recorded = ledger.enter(List.of(
                validated(file("a.json"), "one"), validated(file("b.json"), "one"), rejected(file("a.json"), "two")));

        assertThat(recorded.get(1).duplicateOf()).isEqualTo(file("a.json"));
        assertThat(recorded.get(2).previous()).isEqualTo(recorded.get(0).version());
        assertThat(ledger.current(file("a.json"))).contains(recorded.get(2).version());
        assertThat(ledger.current(file("b.json"))).contains(recorded.get(1).version());
    }

    @Test
    void recordingNothingChangesNothing() throws Exception {
        assertThat(ledger.enter(List.of())).isEmpty();
        assertThat(ledger.totals()).isEmpty();
    }

    @Test
    void whatIsNoHashIsRefused() {
        Decision decision =
                validated(file("a.json"), "one", SCHEMA, sha256("one").toUpperCase(Locale.ROOT));

        assertThatThrownBy(() -> ledger.enter(decision)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void touchedRefreshesOnlySizeAndMtimeOfTheCurrentVersion() throws Exception {
        Version before = ledger.enter(validated(file("a.json"), "one")).version();

        ledger.touched(List.of(new Touched(file("a.json"), 4_711, 1_705_400_000_000_000_001L, 7)));

        reopen();
        Version after = ledger.current(file("a.json")).orElseThrow();
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("sizeBytes", "mtimeNs")
                .isEqualTo(before);
        assertThat(after.sizeBytes()).isEqualTo(4_711);
        assertThat(after.mtimeNs()).isEqualTo(1_705_400_000_000_000_001L);
        assertThat(events(file("a.json"))).containsExactly("validated", "touched");
    }

    /** As chmod, a hard link or a restored tree leaves it. */
    @Test
    void anotherInodeChangeTimeAloneIsNoEvent() throws Exception {
        Version before = ledger.enter(validated(file("a.json"), "one")).version();
        ledger.touched(List.of(new Touched(file("a.json"), 3, before.mtimeNs(), before.mtimeNs() + 5)));

        List<Long> ctimes = new ArrayList<>();
        ledger.currentOf("sff", (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) -> ctimes.add(ctimeNs));
        assertThat(ctimes).containsExactly(before.mtimeNs() + 5);
        assertThat(events(file("a.json"))).containsExactly("validated");
    }

    @Test
    void touchedIsSeenAtOnce() throws Exception {
        ledger.enter(validated(file("a.json"), "one"));
        ledger.touched(List.of(new Touched(file("a.json"), 3, 99, 7)));

        assertThat(ledger.current(file("a.json")).orElseThrow().mtimeNs()).isEqualTo(99);
    }

    @Test
    void touchingAnUnknownPathIsADefect() {
        List<Touched> unknown = List.of(new Touched(file("a.json"), 1, 1, 7));
        assertThatThrownBy(() -> ledger.touched(unknown)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allAreTouchedOrNone() throws Exception {
        ledger.enter(List.of(validated(file("a.json"), "one"), validated(file("b.json"), "two")));
        long before = ledger.current(file("a.json")).orElseThrow().mtimeNs();
        Touched a = new Touched(file("a.json"), 3, 99, 7);

        assertThatThrownBy(() -> ledger.touched(List.of(a, new Touched(file("c.json"), 3, 99, 7))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.current(file("a.json")).orElseThrow().mtimeNs()).isEqualTo(before);

        ledger.touched(List.of(a, new Touched(file("b.json"), 4, 98, 7)));
        assertThat(ledger.current(file("a.json")).orElseThrow().mtimeNs()).isEqualTo(99);
        assertThat(ledger.current(file("b.json")).orElseThrow().mtimeNs()).isEqualTo(98);
        assertThat(events(file("b.json"))).containsExactly("validated", "touched");
    }

    @Test
    void aChangeBesideIsSeenAfterRefresh() throws Exception {
        ledger.enter(validated(file("a.json"), "one"));
        ledger.current(file("a.json"));
        long before = ledger.generation();

        try (Ledger beside = open()) {
            beside.enter(rejected(file("a.json"), "one"));
        }
        raiseGeneration();
        ledger.refresh();

        assertThat(ledger.generation()).isGreaterThan(before);
        assertThat(ledger.current(file("a.json")).orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void pathsThatSqlOrAWildcardCouldMisreadStayWhatTheyAre() throws Exception {
        List<String> paths = List.of("it's.json", "a\nb.json", "%.json", "fünf/?.json", "\"; DROP TABLE files; --");
        for (String path : paths) {
            ledger.enter(validated(file(path), path));
        }

        reopen();
        for (String path : paths) {
            assertThat(ledger.current(file(path)).orElseThrow().sha256()).isEqualTo(sha256(path));
        }
    }

    @Test
    void decisionsOfManyThreadsAreEachRecordedOnce() throws Exception {
        int threads = 8;
        int each = 100;
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<Void>> working = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            working.add(workers.submit(() -> {
                for (int i = 0; i < each; i++) {
                    FileId own = file(thread + "/" + i);
                    Version version = ledger.enter(validated(own, own.path())).version();
                    assertThat(ledger.current(own)).contains(version);
                    ledger.enter(rejected(file("shared"), own.path()));
                }
                return null;
            }));
        }
        for (Future<Void> work : working) {
            work.get();
        }
        workers.shutdown();

        int decisions = threads * each;
        assertThat(ledger.totals()).containsExactly(new SourceTotals("sff", decisions, 1, null));
        assertThat(ledger.current(file("shared")).orElseThrow().number()).isEqualTo(decisions);
    }
}
