package io.sluice.routefiles;

import io.sluice.text.ClosestWords;
import io.sluice.text.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
        List<String> closest = new ArrayList<>(ClosestWords.to(unknown, known, CLOSEST_WORDS));
        closest.add("…");
        return closest;
    }

    /** In double quotes, on one line, shortened. */
    static String quoted(String text) {
        return '"' + OneLine.of(text.replace("\"", "\\\""), QUOTED_CHARACTERS_MAX) + '"';
    }
}
