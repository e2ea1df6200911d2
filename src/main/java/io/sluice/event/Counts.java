package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/**
 * What a run came to, for one source or for all of them. {@code seen = validated + rejected + alreadyProcessed + pending} holds at the end
 * of every scan.
 *
 * @param alreadyProcessed known when this run first looked, or found to have an unchanged content since
 * @param pending everything that the last scan left
 * @param failed tried and undecided; part of pending
 * @param ignored passed over for their names; not part of seen, and not kept by the ledger
 * @param bytes of the raw files that were decided
 */
public record Counts(
        long validated, long rejected, long alreadyProcessed, long pending, long failed, long ignored, long bytes) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public long seen() {
        return validated + rejected + alreadyProcessed + pending;
    }

    /** The sum with another source's counts. */
    public Counts plus(Counts other) {
        return new Counts(
                validated + other.validated,
                rejected + other.rejected,
                alreadyProcessed + other.alreadyProcessed,
                pending + other.pending,
                failed + other.failed,
                ignored + other.ignored,
                bytes + other.bytes);
    }

    /** As fields of a JSON object; the keys are the same wherever they stand. */
    public void writeTo(JsonGenerator json) throws IOException {
        write(json, true);
    }

    /** As {@link #writeTo}, without what the ledger does not keep. */
    public void writeKeptTo(JsonGenerator json) throws IOException {
        write(json, false);
    }

    private void write(JsonGenerator json, boolean all) throws IOException {
        json.writeNumberField("seen", seen());
        json.writeNumberField("validated", validated);
        json.writeNumberField("rejected", rejected);
        json.writeNumberField("already_processed", alreadyProcessed);
        json.writeNumberField("pending", pending);
        json.writeNumberField("failed", failed);
        if (all) {
            json.writeNumberField("ignored", ignored);
        }
        json.writeNumberField("bytes", bytes);
    }

    /** For the log. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d seen, %d validated, %d rejected, %d already processed, %d pending, %d failed, %d bytes",
                seen(),
                validated,
                rejected,
                alreadyProcessed,
                pending,
                failed,
                bytes);
    }
}
