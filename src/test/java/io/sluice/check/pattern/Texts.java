package io.sluice.check.pattern;

import java.util.ArrayList;
import java.util.List;

/** Texts to try patterns with. */
final class Texts {
    private Texts() {}

    /** Every text of up to so many of the characters, the shorter ones first. */
    static List<String> of(String characters, int longest) {
        List<String> texts = new ArrayList<>(List.of(""));
        List<String> shorter = List.of("");
        for (int length = 1; length <= longest; length++) {
            List<String> longer = new ArrayList<>();
            for (String text : shorter) {
                characters.chars().forEach(character -> longer.add(text + (char) character));
            }
            texts.addAll(longer);
            shorter = longer;
        }
        return texts;
    }
}
