package io.sluice.camel;

import com.networknt.schema.JsonSchema;
import io.sluice.check.CheckedDocument;
import io.sluice.check.Schema;
import io.sluice.check.finding.Findings;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a check: what was checked, and what came of it. {@code json-validator} calls nothing of ours when a
 * document holds. So the mapper that it is given notes which document it made a node of while the step runs, and the schema
 * notes on that document that it found nothing; the step leaves the receipt with the exchange.
 */
final class Checked {
    private static final String PROPERTY = "SluiceChecked";

    /** The step that runs on this thread, while it runs. */
    private static final ThreadLocal<@Nullable Step> STEP = new ThreadLocal<>();

    private final CheckedDocument document;
    private @Nullable Findings findings;
    private @Nullable JsonSchema failsFor;

    private Checked(CheckedDocument document) {
        this.document = document;
    }

    /** The last check of the exchange; null when there was none. */
    static @Nullable Checked of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Checked.class);
    }

    /** A check has found that the document fails. */
    static void fails(Exchange exchange, @Nullable JsonSchema schema, Findings findings) {
        Step step = STEP.get();
        Checked checked =
                step != null && step.checked != null ? step.checked : new Checked(new CheckedDocument(new byte[0]));
        checked.findings = findings;
        checked.failsFor = schema;
        exchange.setProperty(PROPERTY, checked);
    }

    /** A document is given to a schema; called by the mapper of {@code json-validator}. */
    static void begins(CheckedDocument document) {
        Step step = STEP.get();
        if (step != null) {
            step.end();
            step.checked = new Checked(document.closedByItsOwner());
        }
    }

    /** The bytes of the document that the step on this thread has given to a schema; null when it has given none. */
    static byte @Nullable [] contentInCheck() {
        Step step = STEP.get();
        return step == null || step.checked == null ? null : step.checked.document.content();
    }

    /** The bytes that were read for the exchange whose step runs on this thread; null when there are none. */
    static byte @Nullable [] contentRead() {
        Step step = STEP.get();
        Reading reading = step == null ? null : Reading.of(step.exchange);
        return reading == null ? null : reading.content();
    }

    CheckedDocument document() {
        return document;
    }

    /** Why the document fails; null when it does not. */
    @Nullable
    Findings findings() {
        return findings;
    }

    /** Whether it was this schema that the document fails. */
    boolean fails(Schema schema) {
        return failsFor == schema.compiled();
    }

    /** Whether other bytes are those that were checked. */
    boolean isOf(byte @Nullable [] bytes) {
        return bytes == document.content() || Arrays.equals(bytes, document.content());
    }

    static void release(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /** A step that may check. */
    static final class Step {
        private final Exchange exchange;
        private final @Nullable Step outer;
        private @Nullable Checked checked;

        /** The step begins; closed on the same thread when it has returned. */
        Step(Exchange exchange) {
            this.exchange = exchange;
            this.outer = STEP.get();
            STEP.set(this);
        }

        void close() {
            if (outer == null) {
                STEP.remove();
            } else {
                STEP.set(outer);
            }
            if (checked != null) {
                end();
                exchange.setProperty(PROPERTY, checked);
            }
        }

        /** What the check has made of the document is garbage from now on. */
        private void end() {
            if (checked != null) {
                checked.document.close();
            }
        }
    }
}
