package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.SCHEMA;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.sha256;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.FileId;
import io.sluice.ledger.State;
import io.sluice.ledger.Touched;
import io.sluice.ledger.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every ledger tells to whoever builds an index of the files that it knows. */
abstract class KnownFilesContract extends DuplicatesContract {
    record Known(String path, long sizeBytes, long mtimeNs, State state, String schemaSha256) {
        static Known of(Version version) {
            return new Known(
                    version.file().path(),
                    version.sizeBytes(),
                    version.mtimeNs(),
                    version.state(),
                    version.schemaSha256());
        }
    }

    @Test
    void aSourceThatWasNeverSeenHasNoKnownFiles() throws Exception {
        assertThat(known("sff")).isEmpty();
    }

    @Test
    void everyFileOfTheSourceIsToldWithItsCurrentVersion() throws Exception {
        ledger.enter(validated(file("a.json"), "one"));
        Version touched = ledger.enter(validated(file("fünf/\n?.json"), "two")).version();
        Version again = ledger.enter(rejected(file("a.json"), "other")).version();
        Version bad = ledger.enter(rejected(file("bad.json"), "bad")).version();
        Version otherSchema = ledger.enter(validated(file("b.json"), "b", SCHEMA, sha256("schema 2")))
                .version();
        ledger.enter(validated(new FileId("other", "theirs.json"), "theirs"));
        ledger.touched(List.of(new Touched(touched.file(), 4_711, 99, 7)));

        assertThat(known("sff"))
                .containsExactlyInAnyOrder(
                        Known.of(again),
                        Known.of(bad),
                        Known.of(otherSchema),
                        new Known("fünf/\n?.json", 4_711, 99, State.VALIDATED, sha256("schema")));
        assertThat(known("other")).extracting(Known::path).containsExactly("theirs.json");
    }

    @Test
    void whatIsRecordedMeanwhileIsWrittenAtOnceAndNotTold() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            ledger.enter(validated(file(i + ".json"), "content " + i));
        }
        List<String> told = new ArrayList<>();

        ledger.currentOf("sff", (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) -> {
            if (told.isEmpty()) {
                recordMeanwhile();
            }
            told.add(new String(path, StandardCharsets.UTF_8));
        });

        assertThat(told).hasSize(1_000).doesNotContain("meanwhile.json");
        assertThat(known("sff")).hasSize(1_001);
    }

    @Test
    void theHashOfASchemaIsOneObjectForAllFiles() throws Exception {
        for (int i = 0; i < 10; i++) {
            ledger.enter(validated(file(i + ".json"), "content " + i));
        }
        Set<Integer> identities = new HashSet<>();

        ledger.currentOf(
                "sff",
                (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) ->
                        identities.add(System.identityHashCode(schemaSha256)));

        assertThat(identities).hasSize(1);
    }

    @Test
    void whatTheReceiverThrowsEndsTheCallAndLeavesTheLedgerUsable() throws Exception {
        ledger.enter(validated(file("a.json"), "one"));

        assertThatThrownBy(() -> ledger.currentOf("sff", (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");

        assertThat(known("sff")).hasSize(1);
        ledger.enter(validated(file("b.json"), "two"));
    }

    private void recordMeanwhile() {
        try {
            ledger.enter(validated(file("meanwhile.json"), "meanwhile"));
        } catch (EnvironmentFault blocked) {
            throw new AssertionError(blocked);
        }
    }

    private List<Known> known(String source) throws EnvironmentFault {
        List<Known> known = new ArrayList<>();
        ledger.currentOf(
                source,
                (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) -> known.add(
                        new Known(new String(path, StandardCharsets.UTF_8), sizeBytes, mtimeNs, state, schemaSha256)));
        return known;
    }
}
