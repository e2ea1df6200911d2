package io.sluice.operate.why;

import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.IgnoredNames;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.operate.NamedFile;
import io.sluice.operate.Operation;
import io.sluice.operate.OperationContext;
import io.sluice.operate.ZoneDirectories;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a file is where it is, or is not. Changes nothing.
 *
 * @param asked the path as it was typed
 */
public record WhyOperation(String asked) implements Operation<WhyResult> {

    /**
     * @throws EnvironmentFault when files, the run lock or the saved faults cannot be read. A ledger that cannot be read is part
     *     of the answer.
     */
    @Override
    public WhyResult run(OperationContext context) throws EnvironmentFault {
        Situation situation = Situation.of(context.settings());
        try (Ledgers ledgers = Ledgers.open(context.settings().ledger())) {
            return answer(context, situation, ledgers.view(), ledgers.problem());
        }
    }

    /** The ledger, when it can be read. */
    private record Ledgers(
            @Nullable LedgerView view, @Nullable String problem) implements AutoCloseable {
        static Ledgers open(Path file) {
            try {
                return new Ledgers(SqliteLedger.openReadOnly(file).orElse(null), null);
            } catch (EnvironmentFault unreadable) {
                return new Ledgers(null, unreadable.getMessage());
            }
        }

        @Override
        public void close() {
            if (view != null) {
                view.close();
            }
        }
    }

    private WhyResult answer(
            OperationContext context, Situation situation, @Nullable LedgerView ledger, @Nullable String problem)
            throws EnvironmentFault {
        Optional<NamedFile> named;
        try {
            named = NamedFile.of(asked, context, ledger);
        } catch (EnvironmentFault unreadable) {
            if (unreadable.kind() != EnvironmentFault.Kind.LEDGER) {
                throw unreadable;
            }
            return answer(context, situation, null, unreadable.getMessage());
        }
        if (named.isEmpty()) {
            return nowhere(situation, "is no path", problem);
        }
        NamedFile file = named.get();
        boolean directory = Files.isDirectory(file.place());
        if (file.path() == null || (directory && !ZoneDirectories.RAW.equals(file.zone()))) {
            return place(situation, file, directory, problem);
        }
        return new FileAnswer(asked, context, situation, ledger, problem).of(file);
    }

    private WhyResult place(Situation situation, NamedFile file, boolean directory, @Nullable String problem) {
        HomePaths home = new HomePaths(situation.settings().home());
        String raw = home.show(situation.settings().raw());
        String sources = sources(situation);
        String source = file.source();
        if (!file.exists()) {
            return nowhere(situation, "is neither on disk nor in the ledger", problem);
        }
        if (file.zone() == null) {
            return notTaken(
                    file,
                    "lies outside the raw zone, " + raw + ": nobody takes it",
                    List.of("Put it into " + raw + "/<source>/; the sources are: " + sources),
                    problem);
        }
        if (source == null) {
            return notTaken(
                    file, "is the directory of a zone", List.of("Ask for a file in it, or: sluice status"), problem);
        }
        if (!file.zone().equals(ZoneDirectories.RAW) || situation.declares(source)) {
            return notTaken(
                    file,
                    "is a directory" + (file.path() == null ? " of the source " + OneLine.of(source) : ""),
                    List.of("Ask for a file in it, or: sluice status"),
                    problem);
        }
        List<String> next = new ArrayList<>();
        String what = directory ? "is a directory that no route file declares" : "is a file in no source";
        if (IgnoredNames.ignores(source)) {
            what = "is ignored for its name";
        } else {
            next.add(
                    directory
                            ? declare(home, situation, source)
                            : "Move it into the directory of its source; the sources are: " + sources);
        }
        return notTaken(file, what + ": nobody takes it", next, problem);
    }

    static String declare(HomePaths home, Situation situation, String source) {
        return "Declare the source in " + home.show(situation.routeFile(source))
                + " (README, \"Add a source\"), then restart";
    }

    private WhyResult nowhere(Situation situation, String what, @Nullable String problem) {
        return result(
                null, null, Standing.UNKNOWN, OneLine.of(asked) + " " + what, List.of(howToName(situation)), problem);
    }

    static String howToName(Situation situation) {
        return "Name it as <source>/<path>, or as a path on disk; the sources are: " + sources(situation);
    }

    private static String sources(Situation situation) {
        return situation.sources().isEmpty() ? "none yet" : String.join(", ", situation.sources());
    }

    private WhyResult notTaken(NamedFile file, String what, List<String> next, @Nullable String problem) {
        return result(file.source(), file.path(), Standing.NOT_TAKEN, OneLine.of(asked) + " " + what, next, problem);
    }

    private WhyResult result(
            @Nullable String source,
            @Nullable String path,
            Standing standing,
            String message,
            List<String> next,
            @Nullable String problem) {
        return new WhyResult(
                asked,
                source,
                path,
                problem == null ? standing : Standing.LEDGER_UNREADABLE,
                message,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                next,
                problem);
    }
}
