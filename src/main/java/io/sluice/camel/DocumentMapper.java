package io.sluice.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.CheckedDocument;
import io.sluice.check.Limits;
import io.sluice.check.UnreadDocuments;
import io.sluice.check.finding.Findings;
import java.io.IOException;
import java.io.InputStream;

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
        CheckedDocument document = new CheckedDocument(stream.readAllBytes());
        Checked.begins(document);
        Findings admitted = documents.admit(document);
        if (admitted.failed()) {
            throw new NotAdmitted(admitted);
        }
        return documents.unread(document);
    }
}
