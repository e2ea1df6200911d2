package io.sluice.ledger.sqlite;

import io.sluice.ledger.Ledger;
import java.nio.file.Path;
import java.time.Instant;

/** A process that records decisions until it is killed, and names each one once it is recorded. */
final class RecordingProcess {
    static final int THREADS = 4;

    /** What a line begins with that names a recorded path. */
    static final String ACKNOWLEDGED = "recorded ";

    private RecordingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Ledger ledger = SqliteLedger.open(Path.of(arguments[0]));
        String round = arguments[1];
        ledger.runStarted(Decisions.RUN, "once", Instant.now());
        for (int t = 0; t < THREADS; t++) {
            String thread = round + "/" + t + "/";
            new Thread(() -> record(ledger, thread)).start();
        }
    }

    private static void record(Ledger ledger, String thread) {
        try {
            for (int i = 0; ; i++) {
                String path = thread + i;
                ledger.enter(Decisions.validated(Decisions.file(path), path));
                System.out.println(ACKNOWLEDGED + path);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
