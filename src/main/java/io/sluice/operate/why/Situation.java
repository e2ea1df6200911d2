package io.sluice.operate.why;

import io.sluice.config.Settings;
import io.sluice.event.FaultFile;
import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.FileId;
import io.sluice.ledger.lease.RunLock;
import io.sluice.operate.DeclaredSources;
import io.sluice.operate.DeclaredStages;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds whichever file is asked for: the sources, the open faults, the process that runs.
 *
 * @param sources that route files declare
 * @param stages by source, as the routes declare them; as far as they can be read, when they cannot be used as they are
 * @param problems of the routes, one line each
 * @param process null when none runs
 */
record Situation(
        Settings settings,
        List<String> sources,
        List<Stage> stages,
        List<String> problems,
        List<OpenFault> faults,
        RunLock.@Nullable Holder process) {

    static Situation of(Settings settings) throws EnvironmentFault {
        List<Stage> stages;
        List<String> problems = List.of();
        try {
            stages = DeclaredStages.routes(settings).stages();
        } catch (RouteProblems found) {
            stages = RouteFiles.declared(settings.routes(), settings.home());
            problems = found.problems().stream().map(Object::toString).toList();
        }
        Path ledger = settings.ledger();
        return new Situation(
                settings,
                DeclaredSources.in(settings.routes()),
                stages,
                problems,
                new FaultFile(settings.logs())
                        .read()
                        .map(FaultFile.Saved::faults)
                        .orElse(List.of()),
                RunLock.holder(Optional.ofNullable(ledger.getParent()).orElse(ledger))
                        .orElse(null));
    }

    boolean declares(String source) {
        return sources.contains(source);
    }

    Optional<SourceRules> rules(String source) {
        return stages.stream()
                .filter(stage -> stage.source().equals(source))
                .findFirst()
                .flatMap(stage -> SourceRules.of(stage, settings));
    }

    List<OpenFault> faultsOf(String source) {
        return faults.stream()
                .filter(fault -> StagesLook.concerns(fault, FileId.VALIDATE, source))
                .toList();
    }

    Path routeFile(String source) {
        return settings.routes().resolve("sources").resolve(source + ".camel.yaml");
    }

    /** Whether the process that runs was started before the source's route file was changed last. */
    boolean isProcessOlderThanRouteOf(String source) throws EnvironmentFault {
        if (process == null) {
            return false;
        }
        try {
            Instant changed = Files.getLastModifiedTime(routeFile(source)).toInstant();
            return changed.isAfter(process.startedAt());
        } catch (IOException notThere) {
            return false;
        }
    }
}
