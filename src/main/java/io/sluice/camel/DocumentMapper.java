package io.sluice.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.CheckedDocument;
import io.sluice.check.DocumentChecker;
import io.sluice.check.HeapShare;
import io.sluice.check.Limits;
import io.sluice.check.UnreadDocuments;
import io.sluice.check.finding.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What routes give {@code json-validator} as its mapper. It refuses what no parser should see: an empty file, bytes that are
 * not UTF-8; the rest goes to the schema as a document whose tree is read only where it has to be.
 */
final class DocumentMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;

    private static final int CHUNK_BYTES = 8 * 1024;

    private final transient Limits limits;
    private final transient UnreadDocuments documents;

    DocumentMapper(Limits limits) {
        this.limits = limits;
        this.documents = new UnreadDocuments(limits);
    }

    /** The very bytes that were read and hashed, where the stream holds the same: then there is no further copy of them. */
    private static byte[] content(InputStream stream) throws IOException {
        byte[] read = Checked.contentRead();
        if (read == null || read.length <= HeapShare.SMALL_BYTES) {
            return stream.readAllBytes();
        }
        byte[] chunk = new byte[CHUNK_BYTES];
        int same = 0;
        int length = stream.readNBytes(chunk, 0, CHUNK_BYTES);
        while (length > 0
                && same + length <= read.length
                && Arrays.equals(chunk, 0, length, read, same, same + length)) {
            same += length;
            length = stream.readNBytes(chunk, 0, CHUNK_BYTES);
        }
        if (length == 0 && same == read.length) {
            return read;
        }
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        other.write(read, 0, same);
        other.write(chunk, 0, length);
        stream.transferTo(other);
        return other.toByteArray();
    }

    @Override
    public JsonNode readTree(InputStream stream) throws IOException {
        if (stream instanceof RefusedBody body) {
            throw new NotAdmitted(body.why());
        }
        if (stream instanceof ProvedBody file && file.length() > limits.documentBytesMax()) {
            throw new NotAdmitted(DocumentChecker.tooLarge(file.length(), limits.documentBytesMax()));
        }
        CheckedDocument document = new CheckedDocument(content(stream));
        Checked.begins(document);
        Findings admitted = documents.admit(document);
        if (admitted.failed()) {
            throw new NotAdmitted(admitted);
        }
        return documents.unread(document);
    }
}
