package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a document cannot be read: found by reading it once more, token by token, since the tree reader tells neither the
 * place of a second name nor the path to an error.
 */
final class Syntax {
    private final byte[] document;
    private final Limits limits;

    private Syntax(byte[] document, Limits limits) {
        this.document = document;
        this.limits = limits;
    }

    /** The first thing that is wrong, or nothing when the document reads well. */
    static Optional<Finding> firstProblem(byte[] document, Limits limits, JsonFactory namesOnce) {
        return new Syntax(document, limits).firstProblem(namesOnce);
    }

    private Optional<Finding> firstProblem(JsonFactory json) {
        boolean complete = false;
        try (JsonParser parser = json.createParser(document)) {
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (complete) {
                        return Optional.of(
                                trailing(parser.currentTokenLocation().getByteOffset()));
                    }
                    if (token == JsonToken.VALUE_NUMBER_FLOAT && isTooLong(parser)) {
                        return Optional.of(numberTooLong(parser));
                    }
                    complete = parser.getParsingContext().inRoot();
                }
                return Optional.empty();
            } catch (JsonProcessingException problem) {
                return Optional.of(complete ? trailing(offset(parser, problem)) : finding(parser, problem));
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

    private Finding numberTooLong(JsonParser parser) {
        return limit(
                FindingCode.NUMBER_TOO_LONG,
                parser,
                parser.currentTokenLocation().getByteOffset(),
                limits.numberLengthMax());
    }

    private Finding finding(JsonParser parser, JsonProcessingException problem) {
        long offset = offset(parser, problem);
        String told = String.valueOf(problem.getOriginalMessage());
        if (problem instanceof StreamConstraintsException) {
            return limit(told, parser, offset);
        }
        if (told.startsWith("Duplicate field")) {
            long name = parser.currentTokenLocation().getByteOffset();
            JsonStreamContext context = parser.getParsingContext();
            String found = Excerpt.quoted(String.valueOf(context.getCurrentName()));
            return finding(FindingCode.DUPLICATE_KEY, context, name, Map.of("found", found));
        }
        return finding(
                FindingCode.NOT_JSON,
                parser.getParsingContext(),
                offset,
                Map.of("problem", SyntaxWords.of(document, (int) offset, told)));
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
        String expected = code == FindingCode.TOO_DEEP
                ? Excerpt.count(max, "level")
                : Excerpt.count(max, "").strip();
        return finding(code, parser.getParsingContext(), offset, Map.of("expected", expected.replaceFirst("s$", "")));
    }

    private Finding trailing(long offset) {
        String found = SyntaxWords.textAt(document, (int) offset);
        return finding(FindingCode.TRAILING_CONTENT, null, offset, Map.of("found", found));
    }

    private Finding finding(
            FindingCode code, @Nullable JsonStreamContext context, long offset, Map<String, String> words) {
        Place place = Place.at(document, (int) Math.min(offset, document.length));
        return new Finding(
                Severity.ERROR,
                code,
                null,
                context == null ? "" : context.pathAsPointer().toString(),
                place.line(),
                place.column(),
                record(context),
                code.message(words),
                words.get("expected"),
                words.get("found"));
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
