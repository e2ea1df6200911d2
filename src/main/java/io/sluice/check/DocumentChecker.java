package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.finding.Severity;
import io.sluice.check.wording.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whole JSON documents against one schema. The routes' endpoint takes the steps one by one ({@link #admit}, then
 * {@link UnreadDocuments} and the schema's own validation, then one of the {@code explain} methods); {@link #check} takes them
 * all. Both come to the same findings.
 *
 * <p>Immutable and thread-safe. Nothing that a document holds makes a method throw an exception; one that takes more memory
 * than there is gets {@link NotEnoughMemory}.
 */
public final class DocumentChecker {
    private final Schema schema;
    private final Limits limits;
    private final UnreadDocuments documents;
    private final JsonFactory tokens;
    private final JsonFactory namesOnce;

    /** A checker of one schema, for documents within the limits. */
    public DocumentChecker(Schema schema, Limits limits) {
        this.schema = schema;
        this.limits = limits;
        this.documents = new UnreadDocuments(limits);
        this.tokens = StrictJson.factory(limits, false);
        this.namesOnce = StrictJson.factory(limits, true);
    }

    /** The schema that documents are checked against. */
    public Schema schema() {
        return schema;
    }

    /** What a document may be at most. */
    public Limits limits() {
        return limits;
    }

    /** What must hold before parsing: not too large, not empty, UTF-8 (a byte order mark is tolerated). */
    public Findings admit(byte[] document) {
        return Admission.of(document, limits);
    }

    /** The whole check. */
    public Findings check(byte[] document) {
        Findings admitted = admit(document);
        if (admitted.failed()) {
            return admitted;
        }
        try (CheckedDocument checked = new CheckedDocument(document).closedByItsOwner()) {
            Set<ValidationMessage> errors = schema.compiled().validate(documents.unread(checked));
            return errors.isEmpty() ? Findings.NONE : explain(errors, document);
        } catch (RuntimeException failure) {
            return explain(failure, document);
        }
    }

    /** What the schema's validation found, as findings. */
    public Findings explain(Set<ValidationMessage> errors, byte[] document) {
        try {
            return Explanation.of(errors, document, tokens);
        } catch (IOException | RuntimeException failure) {
            return uncheckable(failure);
        }
    }

    /** Why the document could not be read. */
    public Findings explain(Exception parseFailure, byte[] document) {
        Findings admitted = admit(document);
        if (admitted.failed()) {
            return admitted;
        }
        Optional<Finding> problem = Syntax.firstProblem(document, limits, namesOnce);
        return problem.map(Findings::of).orElseGet(() -> uncheckable(parseFailure));
    }

    /** For a file that is too large to be read at all. */
    public static Findings tooLarge(long sizeBytes, long maxBytes) {
        return Admission.tooLarge(sizeBytes, maxBytes);
    }

    /** For a raw file whose name ends in {@code .reason.json}. */
    public static Findings reservedName(String fileName) {
        return Admission.reservedName(fileName);
    }

    private static Findings uncheckable(Exception failure) {
        boolean wrapped = failure instanceof UncheckedIOException && failure.getCause() != null;
        String problem = Excerpt.shortened(String.valueOf(wrapped ? failure.getCause() : failure));
        return Findings.of(new Finding(
                Severity.ERROR,
                FindingCode.UNCHECKABLE,
                null,
                "",
                null,
                null,
                null,
                FindingCode.UNCHECKABLE.message(Map.of("problem", problem)),
                null,
                null));
    }
}
