package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.DECIDED;
import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.published;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.event.StageCounts;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.ChangeRefused.Reason;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerChanges;
import io.sluice.ledger.News;
import io.sluice.ledger.Run;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What operators do to every ledger beside the process that has it open, and what it tells of the past. */
abstract class ChangesContract extends StagesContract {
    static final Instant ASKED = Instant.parse("2024-01-16T08:00:00.123Z");

    /** Opens the same ledger as {@link #open}, at {@link #ASKED}. */
    abstract LedgerChanges changes() throws Exception;

    private void askAgain(FileId file) throws Exception {
        try (LedgerChanges changes = changes()) {
            changes.askAgain(file);
        }
    }

    private void skip(FileId file) throws Exception {
        try (LedgerChanges changes = changes()) {
            changes.skip(file);
        }
    }

    private void forget(String stage) throws Exception {
        try (LedgerChanges changes = changes()) {
            changes.forget(stage);
        }
    }

    private static FileId at(String stage, String path) {
        return file(path).at(stage);
    }

    private static ChangeRefused refusal(ThrowingCallable change) {
        return catchThrowableOfType(ChangeRefused.class, change);
    }

    @Test
    void aFileThatIsAskedForAgainComesBehindAllThatWasPublishedBefore() throws Exception {
        notifyStarts(false);
        ledger.enter(List.of(validated(file("a.json"), "a"), validated(file("b.json"), "b")));
        advance(NOTIFY, "sff", ledger.lastEvent(), 2);
        long generation = ledger.generation();
        long before = ledger.lastEvent();

        askAgain(at("notify", "a.json"));

        assertThat(ledger.generation()).isGreaterThan(generation);
        assertThat(counts("notify")).isEqualTo(new StageCounts(2, 0, 0, 0, 1));
        News news = news(NOTIFY, null, before).get(0);
        assertThat(news.again()).isTrue();
        assertThat(news.file()).isEqualTo(file("a.json"));
        assertThat(news.version()).isEqualTo(news(NOTIFY, null, 0).get(0).version());
        assertThat(news.publishedAt()).isEqualTo(ASKED);
        assertThat(news(CLEAN, null, before)).as("nobody else is asked").isEmpty();
        advance(NOTIFY, "sff", news.event(), 3);
        assertThat(counts("notify")).isEqualTo(new StageCounts(3, 0, 0, 0, 0));
    }

    @Test
    void whatIsAskedForAgainIsWhatIsPublishedNow() throws Exception {
        notifyStarts(false);
        Version one = ledger.enter(validated(file("a.json"), "one")).version();
        ledger.enter(rejected(file("a.json"), "bad"));
        long before = ledger.lastEvent();

        askAgain(at("notify", "a.json"));

        assertThat(news(NOTIFY, null, before)).singleElement().satisfies(news -> {
            assertThat(news.version()).isEqualTo(one.id());
            assertThat(news.superseded()).isFalse();
        });
        ledger.enter(validated(file("a.json"), "two"));
        assertThat(news(NOTIFY, null, before).get(0).superseded()).isTrue();
    }

    @Test
    void aStageFromNowMayBeAskedForWhatWasThereBefore() throws Exception {
        ledger.enter(List.of(validated(file("a.json"), "a"), validated(file("b.json"), "b")));
        notifyStarts(true);

        askAgain(at("notify", "a.json"));

        assertThat(counts("notify")).isEqualTo(new StageCounts(0, 0, 0, 0, 1));
        assertThat(ledger.cursors(NOTIFY)).containsExactly(Cursor.at(NOTIFY, "sff", ledger.beginning("notify")));
        assertThat(news(NOTIFY, null, ledger.beginning("notify")))
                .extracting(each -> each.file().path())
                .containsExactly("a.json");
    }

    @Test
    void aStageBehindAnotherIsAskedForWhatThatOnePublished() throws Exception {
        cleanStarts();
        ledger.stageStarted(new StageStart("export", "cleaned", null, false));
        ledger.enter(validated(file("a.json"), "raw"));
        assertThat(refusal(() -> askAgain(at("export", "a.json"))).reason()).isEqualTo(Reason.NEVER_PUBLISHED);
        Version cleaned =
                ledger.enter(published(at("clean", "a.json"), "cleaned")).version();
        long before = ledger.lastEvent();

        askAgain(at("export", "a.json"));

        assertThat(news(EXPORT, null, before)).extracting(News::version).containsExactly(cleaned.id());
        assertThat(news(CLEAN, null, before)).isEmpty();
    }

    @Test
    void aSkipConcernsWhatWasPublishedBeforeIt() throws Exception {
        notifyStarts(false);
        ledger.enter(List.of(validated(file("a.json"), "poison"), validated(file("b.json"), "b")));

        skip(at("notify", "a.json"));

        long asked = ledger.lastEvent();
        assertThat(ledger.skips(NOTIFY, "sff", 0)).containsOnly(Map.entry("a.json", asked));
        assertThat(ledger.skips(NOTIFY, "sff", asked)).isEmpty();
        assertThat(ledger.skips(NOTIFY, "other", 0)).isEmpty();
        assertThat(ledger.skips(CLEAN, "sff", 0)).isEmpty();
        assertThat(paths(NOTIFY)).as("the stage passes over it itself").containsExactly("a.json", "b.json");
        assertThat(counts("notify").skipped()).isZero();
    }

    @Test
    void onlyWhatIsPendingIsSkippedAndOnlyOnce() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "a"));
        skip(at("notify", "a.json"));
        assertThat(refusal(() -> skip(at("notify", "a.json"))))
                .satisfies(again -> assertThat(again.reason()).isEqualTo(Reason.NOTHING_PENDING))
                .hasMessageContaining("already");
        advance(NOTIFY, "sff", ledger.lastEvent(), 0);

        assertThat(refusal(() -> skip(at("notify", "a.json"))))
                .satisfies(done -> assertThat(done.reason()).isEqualTo(Reason.NOTHING_PENDING))
                .hasMessageContainingAll("sff/a.json", "nothing pending", "notify");

        ledger.enter(validated(file("a.json"), "a2"));
        skip(at("notify", "a.json"));
        advance(NOTIFY, "sff", ledger.lastEvent(), 0);
        askAgain(at("notify", "a.json"));
        skip(at("notify", "a.json"));
        assertThat(ledger.skips(NOTIFY, "sff", 0)).containsEntry("a.json", ledger.lastEvent());
    }

    @Test
    void refusalsNameWhatThereIsAndChangeNothing() throws Exception {
        notifyStarts(false);
        cleanStarts();
        ledger.enter(validated(file("a.json"), "a"));
        long generation = ledger.generation();
        long events = ledger.lastEvent();

        assertThat(refusal(() -> askAgain(at("notfy", "a.json"))))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_STAGE))
                .hasMessageContainingAll("\"notfy\"", "clean, notify");
        assertThat(refusal(() -> askAgain(file("a.json"))))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.READS_RAW))
                .hasMessageContaining("raw zone");
        assertThat(refusal(() -> askAgain(at("notify", "b\n.json"))))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.NEVER_PUBLISHED))
                .hasMessageContainingAll("sff/b\\n.json", "zone:validated", "notify");
        assertThat(refusal(() -> skip(at("notify", "b.json"))).reason()).isEqualTo(Reason.NEVER_PUBLISHED);
        assertThat(refusal(() -> forget("export")).reason()).isEqualTo(Reason.UNKNOWN_STAGE);
        assertThat(refusal(() -> forget(FileId.VALIDATE)).reason()).isEqualTo(Reason.READS_RAW);

        assertThat(ledger.generation()).isEqualTo(generation);
        assertThat(ledger.lastEvent()).isEqualTo(events);
        assertThat(counts("notify")).isEqualTo(StageCounts.NONE);
    }

    @Test
    void aForgottenStageIsGoneAndBeginsAnewWhenItIsDeclaredAgain() throws Exception {
        cleanStarts();
        ledger.enter(validated(file("a.json"), "a"));
        ledger.enter(validated(file("b.json"), "b"));
        Version cleaned =
                ledger.enter(published(at("clean", "a.json"), "cleaned")).version();
        advance(CLEAN, "sff", ledger.lastEvent(), 1);
        askAgain(at("clean", "a.json"));
        skip(at("clean", "a.json"));

        forget("clean");

        assertThat(ledger.stages()).isEmpty();
        assertThat(ledger.current(at("clean", "a.json"))).contains(cleaned);
        assertThat(refusal(() -> askAgain(at("clean", "a.json"))).reason()).isEqualTo(Reason.UNKNOWN_STAGE);
        advance(CLEAN, "sff", ledger.lastEvent(), 2); // by a process that still runs

        ledger.stageStarted(new StageStart("clean", "validated", "elsewhere", false));

        assertThat(ledger.cursors(CLEAN)).isEmpty();
        assertThat(ledger.beginning("clean")).isZero();
        advance(CLEAN, "sff", 0, 0);
        assertThat(counts("clean"))
                .as("what was asked before counts no more")
                .isEqualTo(new StageCounts(0, 0, 0, 0, 2));
        assertThat(paths(CLEAN)).containsExactly("a.json", "b.json");
        assertThat(ledger.skips(CLEAN, "sff", 0)).isEmpty();
    }

    @Test
    void theHistoryOfAPathHoldsEveryVersionAndEventOfEveryStage() throws Exception {
        cleanStarts();
        FileId first = new FileId("other", "first.json");
        ledger.enter(validated(first, "same"));
        Version one = ledger.enter(validated(file("a.json"), "same")).version();
        Version cleaned =
                ledger.enter(published(at("clean", "a.json"), "cleaned")).version();
        Version two = ledger.enter(rejected(file("a.json"), "bad")).version();
        ledger.touched(List.of(new Touched(file("a.json"), 4_711, 99, 7)));
        askAgain(at("clean", "a.json"));

        FileHistory history = ledger.history("sff", "a.json");

        assertThat(history.versions()).extracting(Version::id).containsExactly(one.id(), cleaned.id(), two.id());
        assertThat(history.versions().get(0)).isEqualTo(one);
        assertThat(history.versions().get(1)).isEqualTo(cleaned);
        assertThat(history.versions().get(2).sizeBytes()).isEqualTo(4_711);
        assertThat(history.events())
                .extracting(event -> event.stage() + " " + event.kind() + " " + number(event))
                .containsExactly(
                        "validate validated 1",
                        "validate duplicate 1",
                        "clean published 1",
                        "validate raw_changed 2",
                        "validate rejected 2",
                        "validate touched 2",
                        "clean asked_again 1");
        assertThat(history.events()).extracting(FileEvent::id).isSorted();
        assertThat(history.events().get(1).other()).isEqualTo(first);
        assertThat(history.events().get(0).at()).isEqualTo(DECIDED);
        assertThat(history.events().get(6).at()).isEqualTo(ASKED);
        assertThat(history.events().get(6).version()).isEqualTo(one);
        assertThat(history.current(FileId.VALIDATE).orElseThrow().state()).isEqualTo(State.REJECTED);
        assertThat(history.published(FileId.VALIDATE)).contains(one);
        assertThat(history.published("clean")).contains(cleaned);
    }

    private static int number(FileEvent event) {
        Version version = event.version();
        return version == null ? 0 : version.number();
    }

    @Test
    void aPathThatWasNeverSeenHasNoHistory() throws Exception {
        ledger.enter(validated(file("a.json"), "a"));

        assertThat(ledger.history("sff", "b.json").isEmpty()).isTrue();
        assertThat(ledger.history("other", "a.json").events()).isEmpty();
    }

    @Test
    void aRunIsToldByItsId() throws Exception {
        ledger.runStarted("20240115T103100Z-0001", "watch", STARTED.plusSeconds(60));

        assertThat(ledger.run(RUN)).map(Run::mode).contains("once");
        assertThat(ledger.run("20240115T103100Z-0001")).map(Run::startedAt).contains(STARTED.plusSeconds(60));
        assertThat(ledger.run("20240115T103100Z-0002")).isEmpty();
    }
}
