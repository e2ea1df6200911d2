package io.sluice.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A large file that its supplier writes again while it is read. On a busy machine the supplier itself may stand still for
 * as long as Sluice waits; only what stood there then may be taken beside the complete contents.
 */
class RewrittenFileIT {
    private static final String FILE = "sff/large.json";
    private static final int CONTENTS = 5;
    private static final int GRANTS = 1_200;
    private static final int STABLE_SECONDS = 1;

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    private final Set<String> mayBeTaken = new TreeSet<>();

    @Test
    void onlyCompleteContentsArePublished() throws Exception {
        home.set("sluice.stable.seconds", Integer.toString(STABLE_SECONDS));
        // a file written in place leaves no trace in its directory
        home.set("sluice.poll.full_look_seconds", "1");
        Path raw = home.raw().resolve(FILE);
        SluiceProcess watching = home.watch();
        byte[] content = content(0);
        write(raw, content, content.length / 2);
        for (int number = 1; number < CONTENTS; number++) {
            awaitReadBegins(number);
            content = content(number);
            write(raw, content, 1 << 16);
        }
        String last = Zones.sha256(content);

        FaultyHome.await("the last content is recorded").ignoreExceptions().until(() -> hashes().contains(last));

        assertThat(mayBeTaken).containsAll(hashes());
        assertThat(Zones.sha256(Files.readAllBytes(home.validated().resolve(FILE))))
                .isEqualTo(last);
        for (String kept : Zones.visible(home.backups())) {
            assertThat(mayBeTaken)
                    .contains(Zones.sha256(Files.readAllBytes(home.backups().resolve(kept))));
        }
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
        assertThat(home.said("Defect")).isZero();
        watching.terminate();
        assertThat(watching.ended().exitCode()).isEqualTo(143);
    }

    private void awaitReadBegins(int times) {
        FaultyHome.await("Sluice reads for the time " + times)
                .pollInterval(java.time.Duration.ofMillis(1))
                .until(() -> home.said("Processing file " + FILE) >= times);
    }

    private List<String> hashes() throws Exception {
        return LedgerRows.versions(home.ledger()).stream()
                .map(LedgerRows.VersionRow::sha256)
                .toList();
    }

    /** As a supplier without care: the file is cut to nothing and written in place, piece by piece. */
    private void write(Path file, byte[] content, int pieceBytes) throws IOException {
        long sinceNs = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int at = 0; at < content.length; at += pieceBytes) {
                long pieceBeganNs = System.nanoTime();
                out.write(content, at, Math.min(pieceBytes, content.length - at));
                noteUnlessBrief(content, at, System.nanoTime() - sinceNs);
                sinceNs = pieceBeganNs;
            }
        }
        mayBeTaken.add(Zones.sha256(content));
    }

    /**
     * What the file held until now, unless Sluice may not have taken it yet.
     *
     * @param atMostNs from the beginning of the call that left the file so to the end of the one that changed it
     */
    private void noteUnlessBrief(byte[] content, int lengthBytes, long atMostNs) {
        if (atMostNs >= TimeUnit.SECONDS.toNanos(STABLE_SECONDS)) {
            mayBeTaken.add(Zones.sha256(Arrays.copyOf(content, lengthBytes)));
        }
    }

    private static byte[] content(int number) {
        List<String> grants = new ArrayList<>();
        for (int grant = 0; grant < GRANTS; grant++) {
            grants.add(new String(Deliveries.good("C-" + number + "-" + grant, 10_000), UTF_8));
        }
        return ("[" + String.join(",", grants) + "]").getBytes(UTF_8);
    }
}
