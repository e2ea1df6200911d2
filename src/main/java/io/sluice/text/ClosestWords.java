package io.sluice.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known word somebody may have meant: the one that takes the fewest edits to reach, letter case ignored. */
public final class ClosestWords {
    private ClosestWords() {}

    /** The most likely one first. */
    public static List<String> to(String unknown, Collection<String> known, int wordsMax) {
        Comparator<String> likeness = Comparator.comparingInt(word -> distance(unknown, word));
        return known.stream()
                .sorted(likeness.thenComparing(Comparator.naturalOrder()))
                .limit(wordsMax)
                .toList();
    }

    /** Empty when none is near enough to be meant. */
    public static Optional<String> to(String unknown, Collection<String> known) {
        int distanceMax = Math.max(2, unknown.length() / 3);
        return to(unknown, known, 1).stream()
                .filter(word -> distance(unknown, word) <= distanceMax)
                .findFirst();
    }

    /** The word that is this one but for a slip of the pen; stricter than {@link #to(String, Collection)}. */
    public static Optional<String> slipOf(String word, Collection<String> written) {
        int distanceMax = word.length() / 3;
        return to(word, written, 1).stream()
                .filter(slip -> distance(word, slip) <= distanceMax)
                .findFirst();
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
