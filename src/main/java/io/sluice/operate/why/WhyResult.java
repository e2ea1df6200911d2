package io.sluice.operate.why;

import io.sluice.event.OpenFault;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is where it is, or is not.
 *
 * @param asked as it was typed
 * @param source null when the path belongs to none
 * @param path relative to the source; null when it is the path of a directory above
 * @param message all of it in one sentence
 * @param raw null when the path lies in no source
 * @param decision the last one of the stage that reads the raw zone; null when there is none
 * @param published what is published in the validated zone; null when nothing is
 * @param rejection why the last content was rejected; null when it was not
 * @param sameContentAs the file that had the same content first; null when there is none
 * @param stages what each stage has come to that reads what others publish
 * @param faults the open faults that keep files of the source pending
 * @param history the last events, the oldest first
 * @param historyCount how many events there are
 * @param notes what limits the answer, and what else is worth knowing
 * @param next what to do now, the first thing first; empty when nothing is to be done
 * @param ledgerProblem why the ledger cannot be read; null when it can, or there is none yet
 */
public record WhyResult(
        String asked,
        @Nullable String source,
        @Nullable String path,
        Standing standing,
        String message,
        @Nullable RawLook raw,
        @Nullable Version decision,
        @Nullable PublishedLook published,
        @Nullable RejectionLook rejection,
        @Nullable FileId sameContentAs,
        List<StageLook> stages,
        List<OpenFault> faults,
        List<FileEvent> history,
        int historyCount,
        List<String> notes,
        List<String> next,
        @Nullable String ledgerProblem) {
    public WhyResult {
        stages = List.copyOf(stages);
        faults = List.copyOf(faults);
        history = List.copyOf(history);
        notes = List.copyOf(notes);
        next = List.copyOf(next);
    }
}
