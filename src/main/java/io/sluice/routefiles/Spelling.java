package io.sluice.routefiles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words as messages show them. */
final class Spelling {
    private static final int LISTED_WORDS_MAX = 16;
    private static final int CLOSEST_WORDS = 5;
    private static final int QUOTED_CHARACTERS_MAX = 60;

    private Spelling() {}

    /** All known words in order when they are few, else those most like the unknown one and an ellipsis. */
    static List<String> expected(String unknown, Collection<String> known) {
        if (known.size() <= LISTED_WORDS_MAX) {
            return known.stream().sorted().toList();
        }
        Comparator<String> likeness = Comparator.comparingInt(word -> distance(unknown, word));
        List<String> closest = new ArrayList<>(known.stream()
                .sorted(likeness.thenComparing(Comparator.naturalOrder()))
                .limit(CLOSEST_WORDS)
                .toList());
        closest.add("…");
        return closest;
    }

    /** In double quotes, on one line, shortened. */
    static String quoted(String text) {
        String escaped = escaped(text).replace("\"", "\\\"");
        return escaped.length() <= QUOTED_CHARACTERS_MAX
                ? '"' + escaped + '"'
                : '"' + escaped.substring(0, QUOTED_CHARACTERS_MAX - 1) + "…\"";
    }

    /** Control characters and undecodable bytes as {@code \\u0000}, so that a name cannot break the line. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (Character.isISOControl(character)
                    || character == 0xFFFD
                    || (character >= 0xD800 && character < 0xE000)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Levenshtein's distance, letter case ignored. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
