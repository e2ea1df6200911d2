package io.sluice.check;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.finding.Severity;
import io.sluice.check.wording.Excerpt;
import io.sluice.check.wording.OtherKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of a document's bytes before they are read as JSON. */
public final class Admission {
    private static final int WIDEST_UNIT = 4;
    private static final String WIDER_UNITS = "it looks like UTF-16 or UTF-32";

    private Admission() {}

    /** The first thing that is wrong with the bytes, or {@link Findings#NONE}. */
    public static Findings of(byte[] document, Limits limits) {
        if (document.length > limits.documentBytesMax()) {
            return tooLarge(document.length, limits.documentBytesMax());
        }
        if (isEmpty(document)) {
            return finding(FindingCode.EMPTY_FILE, new Place(1, 1), Map.of(), null, null);
        }
        int invalid = Utf8.firstInvalid(document);
        int zero = zeroInFirstUnit(document);
        if (invalid != Utf8.VALID || zero >= 0) {
            Optional<OtherKind> kind = OtherKind.of(document);
            if (kind.isPresent()) {
                return Findings.of(otherKind(kind.get(), new Place(1, 1)));
            }
        }
        if (zero >= 0 && (invalid == Utf8.VALID || zero < invalid)) {
            return notUtf8(document, zero, WIDER_UNITS);
        }
        if (invalid != Utf8.VALID) {
            return notUtf8(document, invalid, problem(document, invalid));
        }
        return Findings.NONE;
    }

    static Findings tooLarge(long sizeBytes, long maxBytes) {
        String found = Excerpt.count(sizeBytes, "byte");
        String expected = maxBytes % (1024 * 1024) == 0
                ? String.format(Locale.ROOT, "%,d MiB", maxBytes / (1024 * 1024))
                : Excerpt.count(maxBytes, "byte");
        return finding(FindingCode.TOO_LARGE, null, Map.of("found", found, "expected", expected), expected, found);
    }

    static Findings reservedName(String fileName) {
        String found = Excerpt.quoted(fileName);
        return finding(FindingCode.RESERVED_NAME, null, Map.of("found", found), null, found);
    }

    static Finding otherKind(OtherKind kind, Place place) {
        Map<String, String> words = Map.of("found", kind.name(), "hint", kind.hint());
        return single(FindingCode.OTHER_KIND, place, words, "JSON", kind.name());
    }

    private static boolean isEmpty(byte[] document) {
        for (int at = Utf8.markLength(document); at < document.length; at++) {
            byte value = document[at];
            if (value != ' ' && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The JSON reader guesses UTF-16 and UTF-32 from zeros in the first four bytes; as UTF-8 they are valid. */
    private static int zeroInFirstUnit(byte[] document) {
        for (int at = 0; at < Math.min(WIDEST_UNIT, document.length); at++) {
            if (document[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    private static String problem(byte[] document, int at) {
        boolean marked = at == 0
                && document.length > 1
                && ((document[0] == (byte) 0xFE && document[1] == (byte) 0xFF)
                        || (document[0] == (byte) 0xFF && document[1] == (byte) 0xFE));
        return marked ? WIDER_UNITS : "the byte " + hex(document[at]) + " is wrong here";
    }

    private static Findings notUtf8(byte[] document, int at, String problem) {
        return finding(
                FindingCode.NOT_UTF8,
                Place.at(document, at),
                Map.of("problem", problem),
                "UTF-8",
                "byte " + hex(document[at]));
    }

    private static String hex(byte value) {
        return String.format(Locale.ROOT, "0x%02X", value & 0xFF);
    }

    private static Findings finding(
            FindingCode code,
            @Nullable Place place,
            Map<String, String> words,
            @Nullable String expected,
            @Nullable String found) {
        return Findings.of(single(code, place, words, expected, found));
    }

    private static Finding single(
            FindingCode code,
            @Nullable Place place,
            Map<String, String> words,
            @Nullable String expected,
            @Nullable String found) {
        return new Finding(
                Severity.ERROR,
                code,
                null,
                "",
                place == null ? null : place.line(),
                place == null ? null : place.column(),
                null,
                code.message(words),
                expected,
                found);
    }
}
