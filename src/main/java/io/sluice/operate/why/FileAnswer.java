package io.sluice.operate.why;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.operate.NamedFile;
import io.sluice.operate.OperationContext;
import io.sluice.operate.why.RawLook.Code;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of one file of a source, and says what it comes to. */
final class FileAnswer {
    private static final int EVENTS_MAX = 10;

    private final String asked;
    private final OperationContext context;
    private final Situation situation;
    private final @Nullable LedgerView ledger;
    private final @Nullable String ledgerProblem;
    private final Settings settings;
    private final HomePaths home;
    private final List<String> notes = new ArrayList<>();

    FileAnswer(
            String asked,
            OperationContext context,
            Situation situation,
            @Nullable LedgerView ledger,
            @Nullable String ledgerProblem) {
        this.asked = asked;
        this.context = context;
        this.situation = situation;
        this.ledger = ledger;
        this.ledgerProblem = ledgerProblem;
        this.settings = context.settings();
        this.home = new HomePaths(settings.home());
    }

    WhyResult of(NamedFile file) throws EnvironmentFault {
        String source = Objects.requireNonNull(file.source());
        String path = Objects.requireNonNull(file.path());
        FileHistory history = ledger == null ? new FileHistory(List.of(), List.of()) : ledger.history(source, path);
        Version decision = history.current(FileId.VALIDATE).orElse(null);
        RawLook raw = raw(source, path, decision);
        List<StageLook> stages = ledger == null || history.isEmpty()
                ? List.of()
                : new StagesLook(ledger, settings, home, situation.faults()).of(source, history);
        Optional<Version> published = history.published(FileId.VALIDATE);
        PublishedLook intact =
                published.isEmpty() ? null : PublishedLook.of(published.get(), settings.validated(), home);
        RejectionLook rejection = decision == null || decision.state() != State.REJECTED
                ? null
                : RejectionLook.of(decision, settings.deadLetter(), home, schemaNow(decision));
        List<OpenFault> faults = situation.faultsOf(source);
        noteProblems();
        Verdict verdict = new Verdict(file, raw, decision, intact, rejection, stages, faults, situation);
        notes.addAll(verdict.notes());
        List<FileEvent> events = history.events();
        return new WhyResult(
                asked,
                source,
                path,
                ledgerProblem == null ? verdict.standing() : Standing.LEDGER_UNREADABLE,
                OneLine.of(source + "/" + path) + " " + verdict.message(),
                raw,
                decision,
                intact,
                rejection,
                sameContentAs(history, decision),
                stages,
                faults,
                events.subList(Math.max(0, events.size() - EVENTS_MAX), events.size()),
                events.size(),
                notes,
                verdict.next(),
                ledgerProblem);
    }

    private RawLook raw(String source, String path, @Nullable Version decision) throws EnvironmentFault {
        Path directory = settings.raw().resolve(source);
        Path file = directory.resolve(path);
        if (!situation.declares(source) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new RawLook(
                    home.relative(file).toString(),
                    Code.NO_SOURCE,
                    "lies in no source: no route file declares " + OneLine.of(source),
                    WhyOperation.declare(home, situation, source),
                    false,
                    null,
                    null);
        }
        SourceRules rules = situation.rules(source).orElse(null);
        return new RawFile(
                        home, directory, file, rules, decision, context.clock().instant())
                .look();
    }

    private @Nullable String schemaNow(Version version) {
        Optional<SourceRules> rules = situation.rules(version.file().source());
        if (rules.isEmpty()) {
            return null;
        }
        String name = rules.get().schema();
        try {
            String now = Schemas.load(settings.schemas()).schema(name).sha256();
            return version.state().stands(version.schemaSha256(), now) ? null : name;
        } catch (SchemaProblem problem) {
            notes.add("The schema " + name + " cannot be used: " + problem.getMessage());
            return null;
        }
    }

    private void noteProblems() {
        if (!situation.problems().isEmpty()) {
            notes.add("The routes cannot be used as they are, which a run would refuse: "
                    + situation.problems().get(0)
                    + (situation.problems().size() > 1
                            ? " (and " + (situation.problems().size() - 1) + " more)"
                            : ""));
        }
    }

    private static @Nullable FileId sameContentAs(FileHistory history, @Nullable Version decision) {
        if (decision == null) {
            return null;
        }
        return history.events().stream()
                .filter(event -> event.kind().equals("duplicate") && decision.equals(event.version()))
                .map(FileEvent::other)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
