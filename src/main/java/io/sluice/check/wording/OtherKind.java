package io.sluice.check.wording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file that is no JSON plainly is instead. Asked only once a document has failed.
 *
 * @param name such as {@code an HTML page}
 * @param hint what to do
 */
public record OtherKind(String name, String hint) {
    private static final int LOOKED_AT_BYTES = 4096;
    private static final String UNPACK = "Unpack it, and deliver what it holds.";
    private static final String EXPORT = "Deliver the data as JSON.";

    private record Beginning(String bytes, OtherKind kind) {}

    private static final List<Beginning> BEGINNINGS = List.of(
            begins("\u001f\u008b", "a gzip archive", UNPACK),
            begins("PK\u0003\u0004", "a zip archive, as spreadsheets (xlsx) are, too", UNPACK),
            begins("BZh", "a bzip2 archive", UNPACK),
            begins("\u00fd7zXZ\0", "an xz archive", UNPACK),
            begins("7z\u00bc\u00af", "a 7z archive", UNPACK),
            begins("(\u00b5/\u00fd", "a zstd archive", UNPACK),
            begins("%PDF-", "a PDF document", EXPORT),
            begins("\u00d0\u00cf\u0011\u00e0", "an Office document", EXPORT),
            begins("PAR1", "a Parquet file", EXPORT),
            begins("SQLite format 3\0", "an SQLite database", EXPORT),
            begins("\u0089PNG", "an image", EXPORT),
            begins("\u00ff\u00d8\u00ff", "an image", EXPORT),
            begins(
                    "version https://git-lfs",
                    "a pointer of Git LFS",
                    "Deliver the file that it points to; git lfs pull fetches it."),
            begins("-----BEGIN ", "an encrypted or signed file", "Decrypt it, and deliver what it holds."));

    private static Beginning begins(String bytes, String name, String hint) {
        return new Beginning(bytes, new OtherKind(name, hint));
    }

    /** Empty when it looks like nothing that is known. */
    public static Optional<OtherKind> of(byte[] document) {
        if (isAllZeros(document)) {
            return Optional.of(new OtherKind(
                    "nothing but NUL bytes", "This is what a crash or a broken copy leaves. Deliver the file again."));
        }
        byte[] start = Arrays.copyOf(document, Math.min(document.length, LOOKED_AT_BYTES));
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        Optional<OtherKind> known = BEGINNINGS.stream()
                .filter(beginning -> bytes.startsWith(beginning.bytes()))
                .map(Beginning::kind)
                .findFirst();
        return known.isPresent()
                ? known
                : ofText(bytes.replaceFirst("^\u00ef\u00bb\u00bf", "").strip());
    }

    /** Two or more documents, each on a line of its own. */
    public static OtherKind lines() {
        return new OtherKind(
                "NDJSON, one document on each line",
                "Put them into one list: [ before the first, commas between, ] at the end.");
    }

    private static boolean isAllZeros(byte[] document) {
        for (byte value : document) {
            if (value != 0) {
                return false;
            }
        }
        return document.length > 0;
    }

    private static Optional<OtherKind> ofText(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<") && (lower.contains("<!doctype html") || lower.contains("<html"))) {
            return Optional.of(new OtherKind(
                    "an HTML page",
                    "This is what a failed download or a login page leaves. Fetch the file itself, and deliver that."));
        }
        if (lower.matches("(?s)<[a-z?!].*>.*")) {
            return Optional.of(new OtherKind("XML", EXPORT));
        }
        return isTable(text) ? Optional.of(new OtherKind("a table, such as CSV", EXPORT)) : Optional.empty();
    }

    /** Whether the first two lines have as many cells. */
    private static boolean isTable(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        if (lines.size() < 2 || "[{".indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        for (char separator : new char[] {',', ';', '\t', '|'}) {
            long cells = cells(lines.get(0), separator);
            if (cells > 1 && cells == cells(lines.get(1), separator)) {
                return true;
            }
        }
        return false;
    }

    private static long cells(String line, char separator) {
        boolean quoted = false;
        long cells = 1;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (line.charAt(i) == separator && !quoted) {
                cells++;
            }
        }
        return cells;
    }
}
