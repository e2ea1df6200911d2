package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What a stage that reads what others have published has come to, for one source or for all of them: {@code available = done +
 * rejected + superseded + skipped + pending}. Since the stage first started, not since the run began.
 *
 * @param done published by the stage, or done with where it publishes nothing
 * @param rejected failed the stage's check
 * @param superseded a later version took the place of one before the stage got to it
 * @param skipped passed over because an operator asked for it
 * @param pending what is left
 */
public record StageCounts(long done, long rejected, long superseded, long skipped, long pending) {
    public static final StageCounts NONE = new StageCounts(0, 0, 0, 0, 0);

    public long available() {
        return done + rejected + superseded + skipped + pending;
    }

    /** As fields of a JSON object; the keys are the same wherever they stand. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeNumberField("available", available());
        json.writeNumberField("done", done);
        json.writeNumberField("rejected", rejected);
        json.writeNumberField("superseded", superseded);
        json.writeNumberField("skipped", skipped);
        json.writeNumberField("pending", pending);
    }

    /** The sum with another source's counts. */
    public StageCounts plus(StageCounts other) {
        return new StageCounts(
                done + other.done,
                rejected + other.rejected,
                superseded + other.superseded,
                skipped + other.skipped,
                pending + other.pending);
    }
}
