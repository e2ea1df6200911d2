package io.sluice.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceProgressTest {
    private final List<Counts> ended = new ArrayList<>();
    private final SourceProgress progress = new SourceProgress("sff", each -> ended.add(each.counts()));

    /** A scan that sees so many files, of which so many are known, and takes up the others. */
    private void look(int seen, int known, Outcome... outcomes) {
        ScanCount look = begin(seen, known);
        for (int taken = 0; taken < outcomes.length; taken++) {
            progress.taken();
        }
        progress.walked();
        int file = 0;
        for (Outcome outcome : outcomes) {
            progress.done("file" + file++, outcome, 10);
        }
        assertThat(progress.counts().seen()).isEqualTo(look.seenCount());
    }

    private ScanCount begin(int seen, int known) {
        ScanCount look = new ScanCount();
        for (int file = known; file < seen; file++) {
            look.open();
        }
        look.known(known);
        progress.scanBegan(look, 1_000);
        return look;
    }

    @Test
    void everyOutcomeIsCountedOnceAndTheRestIsPending() {
        look(
                12,
                3,
                Outcome.VALIDATED,
                Outcome.VALIDATED,
                Outcome.REJECTED,
                Outcome.UNCHANGED,
                Outcome.FAULT,
                Outcome.DEFECT,
                Outcome.CHANGED,
                Outcome.GIVEN_BACK);
        assertThat(progress.counts()).isEqualTo(new Counts(2, 1, 4, 5, 2, 0, 30));
        assertThat(progress.counts().seen()).isEqualTo(12);
    }

    @Test
    void whatAScanUnderWayHasMetAndNotDecidedIsPendingNow() {
        ScanCount scan = begin(5, 1);
        for (int file = 0; file < 4; file++) {
            progress.taken();
        }
        progress.done("a", Outcome.VALIDATED, 10);
        progress.done("b", Outcome.FAULT, 10);

        assertThat(progress.counts().pending()).as("no scan has ended").isZero();
        assertThat(progress.countsNow()).isEqualTo(new Counts(1, 0, 1, 3, 1, 0, 10));
        assertThat(progress.countsNow().seen()).isEqualTo(scan.seenCount());

        progress.walked();
        progress.done("c", Outcome.GIVEN_BACK, 10);
        assertThat(progress.countsNow().pending()).isEqualTo(3);
        progress.done("d", Outcome.REJECTED, 10);
        assertThat(progress.countsNow()).isEqualTo(progress.counts()).isEqualTo(new Counts(1, 1, 1, 2, 1, 0, 20));
    }

    /** It may have begun just now. */
    @Test
    void whatTheLastScanLeftIsPendingUntilTheNextHasDecidedIt() {
        look(3, 0, Outcome.FAULT, Outcome.FAULT, Outcome.VALIDATED);

        ScanCount scan = begin(1, 1);
        assertThat(progress.countsNow()).isEqualTo(new Counts(1, 0, 0, 2, 2, 0, 10));
        scan.open();
        progress.taken();
        progress.done("a", Outcome.VALIDATED, 10);
        assertThat(progress.countsNow().pending()).isEqualTo(1);
    }

    @Test
    void aLookEndsWithItsLastFileWhoeverComesFirst() {
        begin(1, 0);
        progress.taken();
        progress.done("a", Outcome.VALIDATED, 1);
        assertThat(progress.scanning()).isTrue();
        assertThat(ended).isEmpty();
        progress.walked();
        assertThat(progress.scanning()).isFalse();
        assertThat(ended).hasSize(1);

        begin(2, 1);
        progress.taken();
        progress.walked();
        assertThat(progress.scanning()).isTrue();
        progress.done("b", Outcome.VALIDATED, 1);
        assertThat(progress.scanning()).isFalse();
        assertThat(progress.scans()).isEqualTo(2);
    }

    @Test
    void noLookMayBeginWhileTheEndOfTheOneBeforeIsBeingTold() {
        List<Boolean> looking = new ArrayList<>();
        List<Boolean> inHand = new ArrayList<>();
        SourceProgress told = new SourceProgress("sff", each -> {
            looking.add(each.scanning());
            inHand.add(each.inHand());
        });
        told.scanBegan(new ScanCount(), 0);
        told.walked();
        assertThat(looking).containsExactly(true);
        assertThat(inHand).containsExactly(false);
        assertThat(told.scanning()).isFalse();
    }

    @Test
    void aListenerThatFailsLeavesNoLookOpen() {
        SourceProgress told = new SourceProgress("sff", each -> {
            throw new IllegalStateException("broken");
        });
        told.scanBegan(new ScanCount(), 0);
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(told::walked);
        assertThat(told.scanning()).isFalse();
    }

    @Test
    void theSecondLookTakesOnlyWhatWasUnsettledAndLeavesTheOtherCounts() {
        begin(4, 1);
        progress.taken();
        progress.unsettled("moving", 0);
        progress.walked();
        progress.done("faulty", Outcome.FAULT, 0);
        assertThat(progress.counts()).isEqualTo(new Counts(0, 0, 1, 3, 1, 0, 0));
        assertThat(progress.leftUnsettled()).isTrue();

        progress.onlyUnsettled();
        assertThat(progress.mayTake("moving")).isTrue();
        assertThat(progress.mayTake("faulty")).isFalse();
        begin(4, 1);
        progress.taken();
        progress.walked();
        progress.done("moving", Outcome.VALIDATED, 7);
        assertThat(progress.counts()).isEqualTo(new Counts(1, 0, 1, 2, 1, 0, 7));
        assertThat(progress.counts().seen()).isEqualTo(4);
    }

    @Test
    void aFileThatChangedWhileItWasReadIsWorthAnotherLook() {
        look(1, 0, Outcome.CHANGED);
        assertThat(progress.leftUnsettled()).isTrue();
        progress.onlyUnsettled();
        assertThat(progress.mayTake("file0")).isTrue();
    }

    @Test
    void laterLooksDoNotCountAgainWhatTheRunDecided() {
        look(3, 1, Outcome.VALIDATED, Outcome.REJECTED);
        look(3, 3);
        ScanCount later = begin(5, 3);
        progress.taken();
        progress.walked();
        progress.done("new", Outcome.VALIDATED, 10);
        assertThat(later.seenCount()).isEqualTo(5);
        assertThat(progress.counts()).isEqualTo(new Counts(2, 1, 1, 1, 0, 0, 30));
        assertThat(progress.counts().seen()).isEqualTo(5);
        assertThat(progress.decidedSoFar()).isEqualTo(4);
    }

    @Test
    void aNewRunCountsWhatTheOldOneDecidedAsAlreadyProcessed() {
        look(3, 1, Outcome.VALIDATED, Outcome.REJECTED);
        progress.nextRun(progress.counts());
        assertThat(progress.counts()).isEqualTo(Counts.NONE);
        look(4, 3, Outcome.VALIDATED);
        assertThat(progress.counts()).isEqualTo(new Counts(1, 0, 3, 0, 0, 0, 10));
    }

    @Test
    void whatIsDecidedWhileTheDayRollsIsCountedInTheNextRun() {
        begin(3, 0);
        progress.taken();
        progress.taken();
        progress.taken();
        progress.done("a", Outcome.VALIDATED, 10);
        Counts counted = progress.counts();
        progress.done("b", Outcome.REJECTED, 10);
        progress.nextRun(counted);
        assertThat(progress.counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 10));
        progress.done("c", Outcome.FAULT, 0);
        progress.walked();
        assertThat(progress.counts()).isEqualTo(new Counts(0, 1, 0, 1, 1, 0, 10));
        assertThat(counted.plus(progress.counts()).seen()).isEqualTo(3);
    }

    @Test
    void ignoredFilesAreNotSeen() {
        ScanCount look = begin(0, 0);
        look.ignored(2);
        progress.walked();
        assertThat(progress.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void aFileThatCountedAsKnownTooEarlyIsPending() {
        ScanCount look = begin(2, 2);
        look.known(-1);
        look.open();
        progress.walked();
        assertThat(progress.counts()).isEqualTo(new Counts(0, 0, 1, 1, 0, 0, 0));
    }
}
