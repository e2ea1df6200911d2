package io.sluice.operate;

import io.sluice.event.Counts;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Entered;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.StageRefused;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real ledger with trouble before some of its calls. */
class TroubledLedger implements Ledger {
    private final Ledger ledger;

    TroubledLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    void beforeRecord(Decision decision) throws EnvironmentFault {
        // none unless a test makes some
    }

    void beforeCurrent(FileId file) throws EnvironmentFault {
        // none unless a test makes some
    }

    void beforeTouched(List<Touched> files) throws EnvironmentFault {
        // none unless a test makes some
    }

    void beforeRunStarted() throws EnvironmentFault {
        // none unless a test makes some
    }

    @Override
    public Optional<KnownPlace> place(String name) throws EnvironmentFault {
        return ledger.place(name);
    }

    @Override
    public void remember(KnownPlace place) throws EnvironmentFault {
        ledger.remember(place);
    }

    @Override
    public Entered enter(Decision decision) throws EnvironmentFault {
        beforeRecord(decision);
        return ledger.enter(decision);
    }

    @Override
    public List<Entered> enter(List<Decision> decisions) throws EnvironmentFault {
        for (Decision decision : decisions) {
            beforeRecord(decision);
        }
        return ledger.enter(decisions);
    }

    @Override
    public void touched(List<Touched> files) throws EnvironmentFault {
        beforeTouched(files);
        ledger.touched(files);
    }

    @Override
    public void runStarted(String id, String mode, Instant startedAt) throws EnvironmentFault {
        beforeRunStarted();
        ledger.runStarted(id, mode, startedAt);
    }

    @Override
    public void runCounted(String id, Counts counts, @Nullable Instant endedAt) throws EnvironmentFault {
        ledger.runCounted(id, counts, endedAt);
    }

    @Override
    public void scanned(Scan look) throws EnvironmentFault {
        ledger.scanned(look);
    }

    @Override
    public void stageStarted(StageStart stage) throws EnvironmentFault, StageRefused {
        ledger.stageStarted(stage);
    }

    @Override
    public void advance(List<Cursor> cursors) throws EnvironmentFault {
        ledger.advance(cursors);
    }

    @Override
    public FileHistory history(String source, String path) throws EnvironmentFault {
        return ledger.history(source, path);
    }

    @Override
    public Optional<Run> run(String id) throws EnvironmentFault {
        return ledger.run(id);
    }

    @Override
    public long lastEvent() throws EnvironmentFault {
        return ledger.lastEvent();
    }

    @Override
    public NewsPage news(Feed feed, @Nullable String source, long after) throws EnvironmentFault {
        return ledger.news(feed, source, after);
    }

    @Override
    public List<Cursor> cursors(Feed feed) throws EnvironmentFault {
        return ledger.cursors(feed);
    }

    @Override
    public long beginning(String stage) throws EnvironmentFault {
        return ledger.beginning(stage);
    }

    @Override
    public Map<String, Long> skips(Feed feed, String source, long after) throws EnvironmentFault {
        return ledger.skips(feed, source, after);
    }

    @Override
    public List<String> publishedSources(String stage) throws EnvironmentFault {
        return ledger.publishedSources(stage);
    }

    @Override
    public List<StageTotals> stages() throws EnvironmentFault {
        return ledger.stages();
    }

    @Override
    public void refresh() throws EnvironmentFault {
        ledger.refresh();
    }

    @Override
    public Optional<Version> current(FileId file) throws EnvironmentFault {
        beforeCurrent(file);
        return ledger.current(file);
    }

    @Override
    public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
        ledger.currentOf(source, each);
    }

    @Override
    public Optional<Version> lastPublished(FileId file) throws EnvironmentFault {
        return ledger.lastPublished(file);
    }

    @Override
    public Optional<Run> lastRun() throws EnvironmentFault {
        return ledger.lastRun();
    }

    @Override
    public List<SourceTotals> totals() throws EnvironmentFault {
        return ledger.totals();
    }

    @Override
    public List<String> schemaHashes(String schema) throws EnvironmentFault {
        return ledger.schemaHashes(schema);
    }

    @Override
    public long generation() throws EnvironmentFault {
        return ledger.generation();
    }

    @Override
    public void close() {
        ledger.close();
    }

    @Override
    public boolean remember(String route, String key) throws EnvironmentFault {
        return ledger.remember(route, key);
    }

    @Override
    public boolean remembers(String route, String key) throws EnvironmentFault {
        return ledger.remembers(route, key);
    }

    @Override
    public boolean forget(String route, String key) throws EnvironmentFault {
        return ledger.forget(route, key);
    }

    @Override
    public int forgetAll(String route) throws EnvironmentFault {
        return ledger.forgetAll(route);
    }
}
