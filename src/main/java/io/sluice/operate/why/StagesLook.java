package io.sluice.operate.why;

import io.sluice.config.Settings;
import io.sluice.event.FileRef;
import io.sluice.event.OpenFault;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.Version;
import io.sluice.operate.ZoneDirectories;
import io.sluice.operate.why.StageLook.Code;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the stages that read what others publish have come to with one file. */
final class StagesLook {
    private static final Set<String> NEWS = Set.of("validated", "published");
    private static final Set<String> DECIDED = Set.of("published", "republished", "rejected");

    private final LedgerView ledger;
    private final Settings settings;
    private final ZoneDirectories zones;
    private final HomePaths home;
    private final List<OpenFault> faults;

    /** @param faults all that are open */
    StagesLook(LedgerView ledger, Settings settings, HomePaths home, List<OpenFault> faults) {
        this.ledger = ledger;
        this.settings = settings;
        this.zones = ZoneDirectories.of(settings);
        this.home = home;
        this.faults = faults;
    }

    List<StageLook> of(String source, FileHistory history) throws EnvironmentFault {
        List<StageTotals> stages = ledger.stages();
        List<StageLook> looks = new ArrayList<>();
        for (StageTotals stage : stages) {
            looks.add(look(stage, publisherOf(stage.reads(), stages), source, history));
        }
        return looks;
    }

    private static String publisherOf(String zone, List<StageTotals> stages) {
        return stages.stream()
                .filter(stage -> zone.equals(stage.publishes()))
                .map(StageTotals::name)
                .findFirst()
                .orElse(FileId.VALIDATE);
    }

    private StageLook look(StageTotals stage, String publisher, String source, FileHistory history)
            throws EnvironmentFault {
        String name = stage.name();
        Optional<FileEvent> news = last(
                history,
                event -> (event.stage().equals(publisher) && NEWS.contains(event.kind()))
                        || (event.stage().equals(name) && event.kind().equals("asked_again")));
        if (news.isEmpty()) {
            return said(stage, history, Code.NOTHING, "nothing of it is in zone:" + stage.reads());
        }
        long event = news.get().id();
        long beginning = ledger.beginning(name);
        if (event <= beginning) {
            return said(stage, history, Code.NOT_FOR_IT, "published before the stage began with what was new then");
        }
        long cursor = ledger.cursors(new Feed(name, publisher)).stream()
                .filter(each -> each.source().equals(source))
                .mapToLong(Cursor::event)
                .findFirst()
                .orElse(beginning);
        boolean skipped = last(
                        history,
                        each -> each.id() > event
                                && each.stage().equals(name)
                                && each.kind().equals("skipped"))
                .isPresent();
        Optional<FileEvent> decided =
                last(history, each -> each.id() > event && each.stage().equals(name) && DECIDED.contains(each.kind()));
        if (decided.isPresent()) {
            boolean rejected = decided.get().kind().equals("rejected");
            return said(
                    stage,
                    history,
                    rejected ? Code.REJECTED : Code.PUBLISHED,
                    (rejected ? "rejected" : "published") + number(decided.get()));
        }
        if (event <= cursor) {
            return skipped
                    ? said(stage, history, Code.SKIPPED, "passed over, as an operator asked" + number(news.get()))
                    : said(stage, history, Code.DONE, "done" + number(news.get()));
        }
        return pending(stage, source, history, skipped);
    }

    private StageLook pending(StageTotals stage, String source, FileHistory history, boolean skipped)
            throws EnvironmentFault {
        long pending = Optional.ofNullable(stage.sources().get(source))
                .map(counts -> counts.pending())
                .orElse(1L);
        String among = pending > 1 ? ", one of " + pending + " of this source" : "";
        if (skipped) {
            return said(stage, history, Code.PENDING, "pending" + among + "; it will be passed over, as asked");
        }
        Optional<OpenFault> fault = faults.stream()
                .filter(each -> concerns(each, stage.name(), source))
                .findFirst();
        return fault.isPresent()
                ? said(
                        stage,
                        history,
                        Code.BLOCKED,
                        "pending" + among + ", because, since " + fault.get().since() + ": "
                                + OneLine.of(fault.get().message()))
                : said(stage, history, Code.PENDING, "pending" + among);
    }

    /** Whether a fault keeps files of a source pending at a stage. */
    static boolean concerns(OpenFault fault, String stage, String source) {
        return fault.sources().contains(FileRef.lane(stage, source))
                || fault.sources().contains(FileRef.lane(stage, FileRef.ALL_SOURCES));
    }

    private static Optional<FileEvent> last(FileHistory history, Predicate<FileEvent> which) {
        return history.events().stream().filter(which).reduce((earlier, later) -> later);
    }

    private static String number(FileEvent event) {
        Version version = event.version();
        return version == null ? "" : ", version " + version.number() + ", " + event.at();
    }

    private StageLook said(StageTotals stage, FileHistory history, Code code, String text) throws EnvironmentFault {
        String zone = stage.publishes();
        @Nullable PublishedLook published = null;
        Optional<Version> version = history.published(stage.name());
        if (zone != null && version.isPresent()) {
            published = PublishedLook.of(version.get(), zones.byName().get(zone), home);
        }
        Optional<Version> last = history.current(stage.name());
        RejectionLook rejection = code == Code.REJECTED && last.isPresent()
                ? RejectionLook.of(last.get(), settings.deadLetter(), home, null)
                : null;
        return new StageLook(stage.name(), stage.reads(), zone, code, text, published, rejection);
    }
}
