package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.check.schema.Schemas;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HeapShareTest {
    private static final long MIB = 1L << 20;

    private final HeapShare share = new HeapShare("a test", 10 * MIB);

    @Test
    void whoeverNeedsMoreThanIsLeftWaits() throws Exception {
        HeapShare.Part first = share.take(8 * MIB);
        Thread second = new Thread(() -> share.take(8 * MIB).giveBack());
        second.start();
        await().until(() -> second.getState() == Thread.State.WAITING);

        first.giveBack();

        second.join();
        share.take(10 * MIB - 1024).giveBack(); // all of it is there again
    }

    @Test
    void whatWasGivenBackTwiceIsThereOnce() {
        HeapShare.Part part = share.take(8 * MIB);
        part.giveBack();
        part.giveBack();

        share.take(9 * MIB);
        assertThatThrownBy(() -> share.take(11 * MIB)).isInstanceOf(NotEnoughMemory.class);
    }

    @Test
    void whoeverNeedsMoreThanThereIsIsRefusedAtOnceAndSmallOnesNeverAre() {
        assertThatThrownBy(() -> share.take(10 * MIB + 1))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("it needs up to 11 MiB, and of the heap 10 MiB are for a test");
        assertThat(new HeapShare("a test", 0).take(HeapShare.SMALL_BYTES)).isSameAs(HeapShare.Part.NONE);
    }

    /** As measured: the heap that Jackson's trees took, in bytes for each byte of the document. */
    @ParameterizedTest
    @EnumSource
    void aTreeIsNotUnderestimated(Bomb bomb) {
        byte[] document = bomb.ofBytes(400_000);
        double measured =
                switch (bomb) {
                    case NESTED_OBJECTS -> 33.3;
                    case NESTED_OBJECTS_WITHOUT_NAMES -> 40.0;
                    case NESTED_ARRAYS -> 51.9;
                    case NESTED_ARRAYS_IN_OBJECTS -> 37.9;
                    case EMPTY_OBJECTS -> 28.5;
                    case EMPTY_ARRAYS -> 17.8;
                    case ONE_FIELD_OBJECTS -> 25.5;
                    case TWO_ITEM_ARRAYS -> 18.1;
                    case SMALL_NUMBERS -> 2.7;
                    case LARGE_NUMBERS -> 3.0;
                    case FRACTIONS -> 14.1;
                    case EMPTY_TEXTS -> 1.8;
                    case SHORT_TEXTS -> 10.7;
                    case WIDE_TEXTS -> 3.1;
                    case ESCAPED_TEXTS -> 1.4;
                    case DISTINCT_NAMES -> 18.5;
                    case OBJECT_OF_MANY_NAMES -> 8.0;
                    case OBJECT_OF_MANY_OBJECTS -> 14.4;
                    case WRONG_GRANTS -> 8.1;
                    case LONG_TEXT, WORDS, CUT_OFF -> 0;
                };
        long estimated = TreeCost.ofValue(document, 0);
        assertThat(estimated).isGreaterThanOrEqualTo((long) (measured * document.length * 0.99));
        if (bomb == Bomb.WRONG_GRANTS) {
            assertThat(estimated).as("what suppliers deliver").isLessThan((long) (measured * document.length * 1.3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatIsRefusedGivesBackWhatItHeldAndOneThatFitsIsChecked(Bomb bomb) throws Exception {
        Schema schema = Schemas.load(Path.of("config/schemas")).schema("funding_data_v1");
        UnreadDocuments documents = new UnreadDocuments(Limits.defaults());
        byte[] bytes = bomb.ofBytes(100_000);
        long cost = Math.max(TreeCost.ofValue(bytes, 0), HeapShare.SMALL_BYTES + 1);

        HeapShare tooLittle = new HeapShare("a test", cost / 2);
        HeapShare enough = new HeapShare("a test", cost + 2048);
        CheckedDocument refused = new CheckedDocument(bytes, tooLittle);
        if (TreeCost.ofValue(bytes, 0) > HeapShare.SMALL_BYTES) {
            assertThatThrownBy(() -> schema.compiled().validate(documents.unread(refused)))
                    .isInstanceOf(NotEnoughMemory.class);
        }
        assertThat(refused.holdsFor(schema)).isFalse();
        tooLittle.take(cost / 2 - 1024).giveBack();

        CheckedDocument checked = new CheckedDocument(bytes, enough).closedByItsOwner();
        try {
            assertThat(schema.compiled().validate(documents.unread(checked))).isNotEmpty();
        } catch (java.io.UncheckedIOException notJson) {
            assertThat(bomb).isEqualTo(Bomb.CUT_OFF);
        }
        checked.close();
        assertThat(checked.holdsFor(schema)).isFalse();
        enough.take(cost + 1024).giveBack();
    }
}
