package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of which file another is noted as a duplicate, whatever happened to the ledger in between. */
abstract class DuplicatesContract extends ChangesContract {

    @Test
    void theNextFileThatStillHasTheContentTakesThePlaceOfTheFirst() throws Exception {
        for (String path : List.of("a.json", "b.json", "c.json", "d.json")) {
            ledger.enter(validated(file(path), "same"));
        }
        ledger.enter(validated(file("a.json"), "other"));
        ledger.enter(rejected(file("c.json"), "same"));

        assertThat(duplicateOf("e.json", "same")).isEqualTo(file("b.json"));
        ledger.enter(validated(file("b.json"), "other"));
        assertThat(duplicateOf("f.json", "same")).isEqualTo(file("d.json"));
    }

    @Test
    void aFileIsNoDuplicateOfItself() throws Exception {
        ledger.enter(validated(file("a.json"), "same"));

        assertThat(duplicateOf("a.json", "same")).isNull();
        assertThat(duplicateOf("b.json", "same")).isEqualTo(file("a.json"));
    }

    @Test
    void aFileThatReturnsToAContentIsADuplicateOfTheOneThatHasIt() throws Exception {
        ledger.enter(validated(file("a.json"), "same"));
        ledger.enter(validated(file("a.json"), "other"));
        ledger.enter(validated(file("b.json"), "same"));

        assertThat(duplicateOf("a.json", "same")).isEqualTo(file("b.json"));
    }

    @Test
    void contentsAreRememberedWhenTheLedgerIsOpenedAgain() throws Exception {
        List<Decision> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(validated(file(i + ".json"), "content " + i));
        }
        ledger.enter(many);
        reopen();

        for (int i = 0; i < 5_000; i += 500) {
            assertThat(duplicateOf("again/" + i, "content " + i)).isEqualTo(file(i + ".json"));
        }
    }

    @Test
    void whatWasRecordedBesideIsFoundToo() throws Exception {
        ledger.enter(validated(file("a.json"), "a"));
        try (Ledger beside = open()) {
            beside.enter(validated(file("b.json"), "same"));
        }

        assertThat(duplicateOf("c.json", "same")).isEqualTo(file("b.json"));
    }

    @Test
    void whatWasNotCommittedIsNoFirst() throws Exception {
        ledger.enter(validated(file("a.json"), "a"));
        Decision known = validated(file("b.json"), "same");
        Decision refused = Decisions.ofUnknownRun(file("c.json"));

        assertThatThrownBy(() -> ledger.enter(List.of(known, refused))).isInstanceOf(IllegalStateException.class);

        assertThat(duplicateOf("d.json", "same")).isNull();
        assertThat(duplicateOf("e.json", "a")).isEqualTo(file("a.json"));
    }

    private @Nullable FileId duplicateOf(String path, String content) throws Exception {
        return ledger.enter(validated(file(path), content)).duplicateOf();
    }
}
