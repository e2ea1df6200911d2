package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Severity;
import io.sluice.check.wording.Excerpt;
import io.sluice.check.wording.OtherKind;
import io.sluice.check.wording.SyntaxWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a document cannot be read: found by reading it once more, token by token, since the tree reader tells neither the
 * place of a second name nor the path to an error.
 */
public final class Syntax {
    private final byte[] document;
    private final Limits limits;

    private Syntax(byte[] document, Limits limits) {
        this.document = document;
        this.limits = limits;
    }

    /** The first thing that is wrong, or nothing when the document reads well. */
    public static Optional<Finding> firstProblem(byte[] document, Limits limits, JsonFactory namesOnce) {
        return new Syntax(document, limits).firstProblem(namesOnce);
    }

    private Optional<Finding> firstProblem(JsonFactory json) {
        boolean complete = false;
        try (JsonParser parser = json.createParser(document)) {
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (complete) {
                        return Optional.of(
                                trailing(parser.currentTokenLocation().getByteOffset(), ""));
                    }
                    // The reader passes over a text and measures it only when somebody wants it.
                    if (token == JsonToken.VALUE_STRING && parser.getTextLength() > limits.stringLengthMax()) {
                        return Optional.of(tooLong(FindingCode.STRING_TOO_LONG, parser, limits.stringLengthMax()));
                    }
                    if (token == JsonToken.VALUE_NUMBER_FLOAT && isTooLong(parser)) {
                        return Optional.of(tooLong(FindingCode.NUMBER_TOO_LONG, parser, limits.numberLengthMax()));
                    }
                    complete = parser.getParsingContext().inRoot();
                }
                return Optional.empty();
            } catch (JsonProcessingException problem) {
                return Optional.of(
                        complete ? trailing(offset(parser, problem), told(problem)) : finding(parser, problem));
            }
        } catch (IOException notFromBytes) {
            return Optional.of(finding(
                    FindingCode.UNCHECKABLE, null, 0, Map.of("problem", Excerpt.shortened(notFromBytes.toString()))));
        }
    }

    private boolean isTooLong(JsonParser parser) throws IOException {
        try {
            return ExactNumbers.digits(parser.getDecimalValue()) > limits.numberLengthMax();
        } catch (NumberFormatException exponentBeyondInt) {
            return true;
        }
    }

    private Finding tooLong(FindingCode code, JsonParser parser, long max) {
        return limit(code, parser, parser.currentTokenLocation().getByteOffset(), max);
    }

    private Finding finding(JsonParser parser, JsonProcessingException problem) {
        long offset = offset(parser, problem);
        String told = told(problem);
        if (problem instanceof StreamConstraintsException) {
            return limit(told, parser, offset);
        }
        if (told.startsWith("Duplicate field")) {
            long name = parser.currentTokenLocation().getByteOffset();
            JsonStreamContext context = parser.getParsingContext();
            String found = Excerpt.quoted(String.valueOf(context.getCurrentName()));
            return finding(FindingCode.DUPLICATE_KEY, context, name, Map.of("found", found));
        }
        int start = problem instanceof JsonEOFException
                ? document.length
                : SyntaxWords.wordStart(document, (int) offset, told);
        Optional<OtherKind> kind = parser.getParsingContext().inRoot() ? OtherKind.of(document) : Optional.empty();
        if (kind.isPresent()) {
            return Admission.otherKind(kind.get(), new Place(1, 1));
        }
        String words = SyntaxWords.of(document, start, told);
        return finding(FindingCode.NOT_JSON, parser.getParsingContext(), start, Map.of("problem", words));
    }

    /** The reader tells which of its limits was met in words only. */
    private Finding limit(String told, JsonParser parser, long offset) {
        if (told.contains("nesting depth")) {
            return limit(FindingCode.TOO_DEEP, parser, offset, limits.depthMax());
        }
        if (told.startsWith("Number")) {
            return limit(FindingCode.NUMBER_TOO_LONG, parser, offset, limits.numberLengthMax());
        }
        if (told.startsWith("String")) {
            return limit(FindingCode.STRING_TOO_LONG, parser, offset, limits.stringLengthMax());
        }
        if (told.startsWith("Name")) {
            return limit(FindingCode.NAME_TOO_LONG, parser, offset, limits.nameLengthMax());
        }
        return limit(FindingCode.TOO_MANY_VALUES, parser, offset, limits.tokensMax());
    }

    private Finding limit(FindingCode code, JsonParser parser, long offset, long max) {
        String expected = code == FindingCode.TOO_DEEP ? Excerpt.count(max, "level") : Excerpt.number(max);
        return finding(code, parser.getParsingContext(), offset, Map.of("expected", expected));
    }

    private Finding trailing(long offset, String told) {
        int start = SyntaxWords.wordStart(document, (int) offset, told);
        Place place = Place.at(document, start);
        if (place.line() > 1 && isBehindFirstLine(start) && "{[".indexOf(document[start]) >= 0) {
            return Admission.otherKind(OtherKind.lines(), place);
        }
        Optional<OtherKind> kind = OtherKind.of(document);
        if (kind.isPresent()) {
            return Admission.otherKind(kind.get(), new Place(1, 1));
        }
        String found = SyntaxWords.textAt(document, start);
        return finding(FindingCode.TRAILING_CONTENT, null, start, Map.of("found", found));
    }

    private Finding finding(
            FindingCode code, @Nullable JsonStreamContext context, long offset, Map<String, String> words) {
        Place place = Place.at(document, (int) Math.min(offset, document.length));
        return new Finding(
                Severity.ERROR,
                code,
                null,
                context == null ? "" : Excerpt.pointer(context.pathAsPointer().toString()),
                place.line(),
                place.column(),
                record(context),
                code.message(words),
                words.get("expected"),
                words.get("found"));
    }

    /** Whether the document that is complete before the offset fills the first line that is not blank. */
    private boolean isBehindFirstLine(int offset) {
        String before = new String(document, 0, offset, StandardCharsets.UTF_8).strip();
        return before.lines().count() == 1;
    }

    private static String told(JsonProcessingException problem) {
        return String.valueOf(problem.getOriginalMessage());
    }

    private static @Nullable Integer record(@Nullable JsonStreamContext innermost) {
        Integer record = null;
        for (JsonStreamContext context = innermost; context != null; context = context.getParent()) {
            if (context.inArray() && context.hasCurrentIndex()) {
                record = context.getCurrentIndex() + 1;
            }
        }
        return record;
    }

    private static long offset(JsonParser parser, JsonProcessingException problem) {
        long told = problem.getLocation() == null ? -1 : problem.getLocation().getByteOffset();
        return told >= 0 ? told : Math.max(0, parser.currentLocation().getByteOffset());
    }
}
