package io.sluice.operate;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerChanges;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.ledger.sqlite.SqliteLedgerChanges;
import io.sluice.operate.ReprocessResult.Asked;
import io.sluice.text.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a stage to do its work on files once more, or to pass over them. Works beside a process that runs, which follows with its
 * next poll. Each file is asked for on its own: those that are refused keep no other from being asked for.
 *
 * @param paths as they were typed
 * @param skip to pass over them
 */
public record ReprocessOperation(String stage, List<String> paths, boolean skip) implements Operation<ReprocessResult> {
    public ReprocessOperation {
        paths = List.copyOf(paths);
    }

    /**
     * @throws ChangeRefused when there is no such stage, it reads the raw zone, or there is no ledger yet
     * @throws EnvironmentFault when the ledger cannot be read or written; files before the one that met it were asked for
     */
    @Override
    public ReprocessResult run(OperationContext context) throws EnvironmentFault, ChangeRefused {
        Path file = context.settings().ledger();
        List<NamedFile> named = new ArrayList<>();
        try (LedgerView view = SqliteLedger.openReadOnly(file).orElse(null)) {
            for (String path : paths) {
                Optional<NamedFile> found = NamedFile.of(path, context, view);
                named.add(found.orElse(new NamedFile(file, null, null, null)));
            }
        }
        List<Asked> asked = new ArrayList<>();
        try (LedgerChanges ledger = SqliteLedgerChanges.open(file, context.clock())) {
            for (int i = 0; i < paths.size(); i++) {
                asked.add(ask(ledger, paths.get(i), named.get(i)));
            }
        }
        return new ReprocessResult(stage, skip, asked);
    }

    private Asked ask(LedgerChanges ledger, String typed, NamedFile file) throws EnvironmentFault, ChangeRefused {
        String source = file.source();
        String path = file.path();
        if (source == null || path == null) {
            return new Asked(
                    typed,
                    null,
                    null,
                    OneLine.of(typed) + " is no file of a source; name it as source/path or on disk");
        }
        try {
            FileId id = new FileId(stage, source, path);
            if (skip) {
                ledger.skip(id);
            } else {
                ledger.askAgain(id);
            }
            return new Asked(typed, source, path, null);
        } catch (ChangeRefused refused) {
            if (refused.reason().concernsAFile()) {
                return new Asked(typed, source, path, refused.getMessage());
            }
            throw refused;
        }
    }
}
