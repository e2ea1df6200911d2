package io.sluice.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.CheckedDocument;
import io.sluice.check.Limits;
import io.sluice.check.UnreadDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * The check's own word on what a step of the route has checked. {@code json-validator} calls nothing of ours when a document
 * holds, so the mapper that it is given notes which document it made a node of while the step runs, and the schema notes on
 * that document that it found nothing. The step that checked leaves the document with the exchange.
 */
public final class CheckReceipt {
    private static final String PROPERTY = "sluiceCheck";

    /** Set while a step runs, by the thread that runs it. */
    private static final ThreadLocal<@Nullable CheckReceipt> STEP = new ThreadLocal<>();

    private final @Nullable CheckReceipt outer;
    private @Nullable CheckedDocument document;

    private CheckReceipt(@Nullable CheckReceipt outer) {
        this.outer = outer;
    }

    /** A step begins that may check; {@link #stepEnded} follows on the same thread. */
    public static CheckReceipt stepBegins() {
        CheckReceipt receipt = new CheckReceipt(STEP.get());
        STEP.set(receipt);
        return receipt;
    }

    /** The step has returned, whatever it threw. What it gave a schema to check is what the exchange vouches for now. */
    public void stepEnded(Exchange exchange) {
        if (outer == null) {
            STEP.remove();
        } else {
            STEP.set(outer);
        }
        if (document != null) {
            exchange.setProperty(PROPERTY, document);
        }
    }

    /** What was checked last; null when nothing was. */
    static @Nullable CheckedDocument of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, CheckedDocument.class);
    }

    static void release(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /** What routes give {@code json-validator} as its mapper. */
    public static final class Mapper extends ObjectMapper {
        private static final long serialVersionUID = 1;

        private final transient UnreadDocuments documents;

        public Mapper(Limits limits) {
            this.documents = new UnreadDocuments(limits);
        }

        @Override
        public JsonNode readTree(InputStream stream) throws IOException {
            CheckedDocument read = new CheckedDocument(content(stream));
            CheckReceipt step = STEP.get();
            if (step != null) {
                step.document = read;
            }
            return documents.unread(read);
        }

        /** The array behind the stream where Camel shows it, so that what was checked is known by its identity. */
        private static byte[] content(InputStream stream) throws IOException {
            if (stream instanceof StreamCache cache && cache.inMemory()) {
                Whole whole = new Whole();
                cache.writeTo(whole);
                return whole.content;
            }
            return stream.readAllBytes();
        }
    }

    /** Takes an array that is written as a whole, and a copy of anything else. */
    private static final class Whole extends OutputStream {
        private byte[] content = new byte[0];

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (content.length == 0 && offset == 0 && length == bytes.length) {
                content = bytes;
            } else {
                byte[] longer = Arrays.copyOf(content, content.length + length);
                System.arraycopy(bytes, offset, longer, content.length, length);
                content = longer;
            }
        }
    }
}
