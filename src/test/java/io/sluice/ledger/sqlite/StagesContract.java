package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.DECIDED;
import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.SCHEMA;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.published;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.sha256;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.event.StageCounts;
import io.sluice.event.StageTotals;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.StageRefused;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger tells a stage that reads what others publish, and remembers of it. */
abstract class StagesContract extends LedgerTotalsContract {
    static final Feed NOTIFY = new Feed("notify", FileId.VALIDATE);
    static final Feed CLEAN = new Feed("clean", FileId.VALIDATE);
    static final Feed EXPORT = new Feed("export", "clean");

    void notifyStarts(boolean fromNow) throws Exception {
        ledger.stageStarted(new StageStart("notify", "validated", null, fromNow));
    }

    void cleanStarts() throws Exception {
        ledger.stageStarted(new StageStart("clean", "validated", "cleaned", false));
    }

    /** All of them, from the page after {@code after} on, read as a stage reads them. */
    List<News> news(Feed feed, @Nullable String source, long after) throws Exception {
        List<News> news = new ArrayList<>();
        long cursor = after;
        while (true) {
            NewsPage page = ledger.news(feed, source, cursor);
            if (page.readUpTo() == cursor) {
                return news;
            }
            news.addAll(page.news());
            cursor = page.readUpTo();
        }
    }

    List<String> paths(Feed feed) throws Exception {
        return news(feed, null, 0).stream().map(each -> each.file().path()).toList();
    }

    StageCounts counts(String stage) throws Exception {
        return ledger.stages().stream()
                .filter(each -> each.name().equals(stage))
                .findFirst()
                .orElseThrow()
                .totals();
    }

    /** As a stage does that has come to an event. */
    void advance(Feed feed, String source, long event, long done) throws Exception {
        ledger.advance(List.of(new Cursor(feed, source, event, done, 0, 0, 0)));
    }

    @Test
    void newsIsToldInTheOrderOfTheCommits() throws Exception {
        notifyStarts(false);
        ledger.enter(List.of(validated(file("b.json"), "b"), validated(file("a.json"), "a")));
        Version last =
                ledger.enter(validated(new FileId("other", "c.json"), "c")).version();

        List<News> news = news(NOTIFY, null, 0);

        assertThat(news)
                .extracting(each -> each.file().toString())
                .containsExactly("sff/b.json", "sff/a.json", "other/c.json");
        assertThat(news).extracting(News::event).isSorted();
        assertThat(news.get(2))
                .isEqualTo(new News(
                        ledger.lastEvent(),
                        false,
                        new FileId("other", "c.json"),
                        last.id(),
                        1,
                        "other/c.json",
                        sha256("c"),
                        SCHEMA,
                        RUN,
                        DECIDED,
                        false));
        assertThat(ledger.publishedSources(FileId.VALIDATE)).containsExactly("other", "sff");
    }

    @Test
    void whatWasPublishedUnderAnotherNameWithOtherBytesIsToldAsPublished() throws Exception {
        notifyStarts(false);
        Decision usual = validated(file("a.csv"), "rows");
        ledger.enter(new Decision(
                usual.file(),
                4,
                1,
                0,
                usual.sha256(),
                State.VALIDATED,
                SCHEMA,
                usual.schemaSha256(),
                "sff/a.json",
                sha256("converted"),
                null,
                0,
                RUN,
                DECIDED,
                DECIDED));

        News news = news(NOTIFY, null, 0).get(0);

        assertThat(news.publishedPath()).isEqualTo("sff/a.json");
        assertThat(news.sha256()).isEqualTo(sha256("converted"));
    }

    @Test
    void otherSourcesAndOtherStagesArePassedOver() throws Exception {
        notifyStarts(false);
        cleanStarts();
        ledger.enter(validated(file("a.json"), "a"));
        ledger.enter(validated(new FileId("other", "b.json"), "b"));
        ledger.enter(published(new FileId("clean", "sff", "a.json"), "cleaned"));
        ledger.enter(rejected(file("c.json"), "bad"));

        assertThat(paths(NOTIFY)).containsExactly("a.json", "b.json");
        assertThat(news(NOTIFY, "other", 0))
                .extracting(each -> each.file().path())
                .containsExactly("b.json");
        assertThat(news(EXPORT, null, 0)).singleElement().satisfies(each -> {
            assertThat(each.file()).isEqualTo(new FileId("clean", "sff", "a.json"));
            assertThat(each.sha256()).isEqualTo(sha256("cleaned"));
        });
        assertThat(ledger.news(NOTIFY, null, 0).readUpTo()).isEqualTo(ledger.lastEvent());
    }

    @Test
    void aPageIsBoundedAndTheNextGoesOnBehindIt() throws Exception {
        notifyStarts(false);
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            decisions.add(validated(file(i + ".json"), "content " + i));
        }
        ledger.enter(decisions);

        NewsPage first = ledger.news(NOTIFY, null, 0);

        assertThat(first.news()).hasSizeBetween(1, 1_099);
        assertThat(first.readUpTo())
                .isEqualTo(first.news().get(first.news().size() - 1).event());
        assertThat(paths(NOTIFY))
                .containsExactlyElementsOf(
                        decisions.stream().map(each -> each.file().path()).toList());
        assertThat(ledger.news(NOTIFY, null, ledger.lastEvent()))
                .isEqualTo(new NewsPage(List.of(), ledger.lastEvent()));
    }

    @Test
    void aPageIsBoundedAlsoWhereNothingInItIsForTheStage() throws Exception {
        notifyStarts(false);
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            decisions.add(rejected(file(i + ".json"), "bad"));
        }
        ledger.enter(decisions);
        ledger.enter(validated(file("last.json"), "good"));

        NewsPage first = ledger.news(NOTIFY, null, 0);

        assertThat(first.news()).isEmpty();
        assertThat(first.readUpTo()).isBetween(1L, 20_000L);
        assertThat(paths(NOTIFY)).containsExactly("last.json");
    }

    @Test
    void whatALaterVersionReplacedIsSuperseded() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "one"));
        ledger.enter(validated(file("b.json"), "b"));
        ledger.enter(validated(file("a.json"), "two"));

        assertThat(news(NOTIFY, null, 0)).extracting(News::superseded).containsExactly(true, false, false);
        assertThat(news(NOTIFY, null, 0)).extracting(News::number).containsExactly(1, 1, 2);
    }

    @Test
    void aContentThatComesBackSupersedesTheOneBetween() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "one"));
        ledger.enter(validated(file("a.json"), "two"));
        ledger.enter(validated(file("a.json"), "one"));

        assertThat(news(NOTIFY, null, 0)).extracting(News::superseded).containsExactly(true, true, false);
    }

    @Test
    void equalBytesThatArePublishedAgainAreNoNews() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "one"));
        ledger.enter(validated(file("a.json"), "one", SCHEMA, sha256("schema 2")));
        ledger.touched(List.of(new Touched(file("a.json"), 3, 99, 7)));

        assertThat(news(NOTIFY, null, 0)).singleElement().satisfies(each -> {
            assertThat(each.number()).isEqualTo(1);
            assertThat(each.superseded()).isFalse();
        });
        advance(NOTIFY, "sff", ledger.lastEvent(), 1);
        assertThat(counts("notify")).isEqualTo(new StageCounts(1, 0, 0, 0, 0));
    }

    @Test
    void aRejectionAfterAPublicationIsNoNewsAndWhatWasPublishedStays() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "one"));
        ledger.enter(rejected(file("a.json"), "two"));

        assertThat(news(NOTIFY, null, 0)).singleElement().satisfies(each -> {
            assertThat(each.sha256()).isEqualTo(sha256("one"));
            assertThat(each.superseded()).isFalse();
        });
        ledger.enter(validated(file("a.json"), "one"));
        assertThat(news(NOTIFY, null, 0)).as("the same bytes are there again").hasSize(1);
    }

    @Test
    void aCursorStandsWhereItWasMovedAlsoAfterReopening() throws Exception {
        notifyStarts(false);
        ledger.enter(List.of(
                validated(file("a.json"), "a"), validated(file("b.json"), "b"), validated(file("c.json"), "c")));
        assertThat(ledger.cursors(NOTIFY)).isEmpty();

        ledger.advance(List.of(new Cursor(NOTIFY, "sff", 1, 1, 0, 0, 0)));
        Cursor last = new Cursor(NOTIFY, "sff", 2, 1, 0, 0, 1);
        ledger.advance(List.of(last));

        reopen();
        assertThat(ledger.cursors(NOTIFY)).containsExactly(last);
        assertThat(counts("notify")).isEqualTo(new StageCounts(1, 0, 0, 1, 1));
        assertThat(counts("notify").available()).isEqualTo(3);
    }

    @Test
    void cursorsOfManySourcesAreMovedTogether() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "a"));
        ledger.enter(validated(new FileId("other", "b.json"), "b"));

        ledger.advance(List.of(new Cursor(NOTIFY, "sff", 2, 1, 0, 0, 0), new Cursor(NOTIFY, "other", 0, 0, 0, 0, 0)));

        assertThat(ledger.stages())
                .containsExactly(new StageTotals(
                        "notify",
                        "validated",
                        null,
                        Map.of(
                                "sff", new StageCounts(1, 0, 0, 0, 0),
                                "other", new StageCounts(0, 0, 0, 0, 1))));
    }

    @Test
    void aStageFromNowDoesNotCountWhatWasThereBefore() throws Exception {
        ledger.enter(List.of(validated(file("a.json"), "a"), validated(file("b.json"), "b")));
        notifyStarts(true);
        long beginning = ledger.beginning("notify");

        assertThat(beginning).isEqualTo(ledger.lastEvent());
        ledger.advance(List.of(Cursor.at(NOTIFY, "sff", beginning)));
        assertThat(counts("notify")).isEqualTo(StageCounts.NONE);

        ledger.enter(validated(file("c.json"), "c"));
        assertThat(counts("notify")).isEqualTo(new StageCounts(0, 0, 0, 0, 1));
        assertThat(news(NOTIFY, null, beginning))
                .extracting(each -> each.file().path())
                .containsExactly("c.json");
        notifyStarts(true);
        assertThat(ledger.beginning("notify"))
                .as("counts at the first start only")
                .isEqualTo(beginning);
    }

    @Test
    void onlyWhatAStageHasBegunWithIsCounted() throws Exception {
        ledger.enter(validated(file("a.json"), "a"));
        notifyStarts(false);
        ledger.enter(List.of(validated(file("b.json"), "b"), validated(new FileId("other", "c.json"), "c")));
        ledger.advance(List.of(Cursor.at(NOTIFY, "sff", 0)));

        assertThat(ledger.stages())
                .as("which other sources it reads, only its routes know")
                .containsExactly(new StageTotals(
                        "notify", "validated", null, new TreeMap<>(Map.of("sff", new StageCounts(0, 0, 0, 0, 2)))));
    }

    @Test
    void aSourceThatIsNewLaterIsCountedFromItsFirstFile() throws Exception {
        notifyStarts(true);
        ledger.enter(validated(new FileId("later", "a.json"), "a"));

        advance(NOTIFY, "later", 0, 0);

        assertThat(counts("notify")).isEqualTo(new StageCounts(0, 0, 0, 0, 1));
        assertThat(ledger.beginning("notify")).isZero();
    }

    @Test
    void aStageOfTheSameNameWithOtherZonesIsRefusedAndLeftAsItWas() throws Exception {
        notifyStarts(false);
        ledger.enter(validated(file("a.json"), "a"));
        advance(NOTIFY, "sff", ledger.lastEvent(), 1);

        assertThatThrownBy(() -> ledger.stageStarted(new StageStart("notify", "cleaned", null, false)))
                .isInstanceOf(StageRefused.class)
                .hasMessageContainingAll("notify", "zone:validated", "zone:cleaned", "stage forget notify");
        assertThatThrownBy(() -> ledger.stageStarted(new StageStart("notify", "validated", "cleaned", false)))
                .isInstanceOf(StageRefused.class)
                .hasMessageContaining("publishes to zone:cleaned");

        notifyStarts(false);
        assertThat(counts("notify")).isEqualTo(new StageCounts(1, 0, 0, 0, 0));
    }

    @Test
    void twoStagesDecideOnOnePathSideBySide() throws Exception {
        cleanStarts();
        Version validated = ledger.enter(validated(file("a.json"), "raw")).version();
        FileId cleaned = file("a.json").at("clean");

        Version version = ledger.enter(published(cleaned, "cleaned")).version();
        ledger.enter(rejected(file("b.json").at("clean"), "bad"));

        assertThat(ledger.current(file("a.json"))).contains(validated);
        assertThat(ledger.current(cleaned)).contains(version);
        assertThat(version.state()).isEqualTo(State.PUBLISHED);
        assertThat(version.number()).isEqualTo(1);
        assertThat(ledger.lastPublished(cleaned).map(Version::number)).hasValue(1);
        assertThat(ledger.current(file("b.json"))).isEmpty();
        assertThat(ledger.totals()).as("of those who read raw").containsExactly(new SourceTotals("sff", 1, 0, null));
    }

    @Test
    void aDecisionOfAStageThatWasNotStartedIsADefect() {
        assertThatThrownBy(() -> ledger.enter(published(file("a.json").at("clean"), "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clean");
    }
}
