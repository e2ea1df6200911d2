package io.sluice.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.CheckedDocument;
import io.sluice.check.Limits;
import io.sluice.check.UnreadDocuments;
import io.sluice.check.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.camel.StreamCache;

/**
 * What routes give {@code json-validator} as its mapper. It refuses what no parser should see: an empty file, bytes that are
 * not UTF-8; the rest goes to the schema as a document whose tree is read only where it has to be.
 */
final class DocumentMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;

    private final transient UnreadDocuments documents;

    DocumentMapper(Limits limits) {
        this.documents = new UnreadDocuments(limits);
    }

    @Override
    public JsonNode readTree(InputStream stream) throws IOException {
        if (stream instanceof RefusedBody body) {
            throw new NotAdmitted(body.why());
        }
        CheckedDocument document = new CheckedDocument(content(stream));
        Checked.begins(document);
        Findings admitted = documents.admit(document);
        if (admitted.failed()) {
            throw new NotAdmitted(admitted);
        }
        return documents.unread(document);
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
