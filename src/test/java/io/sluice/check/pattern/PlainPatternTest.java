package io.sluice.check.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link PlainPattern} takes over from {@link Search}, and that both say the same. */
class PlainPatternTest {
    private static final String CHARACTERS = "aAbz09-_:/sS \n\u00fc\u0131\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Za-z0-9_-]+$",
                "^[Hh][Tt][Tt][Pp][Ss]?://",
                "^a",
                "^a$",
                "^ab?$",
                "^a?b",
                "^a*$",
                "^[ab]*",
                "^[-a]b+$",
                "^[a-]z$",
                "^[a-z-]?$",
                "^[0-9][0-9]-[0-9]*$",
                "^s?://"
            })
    void plainPatternSaysWhatASearchSays(String regex) {
        PlainPattern plain = PlainPattern.of(regex).orElseThrow();
        Program program = Compiler.compile(regex);
        for (String text : texts()) {
            assertThat(plain.matches(text)).as(text).isEqualTo(Search.finds(program, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "^",
                "^$",
                "^a|b$",
                "^(a)$",
                "^a.$",
                "^\\d+$",
                "^[^a]$",
                "^[\\w]$",
                "^[a&&b]$",
                "^[]a]$",
                "^[[a]]$",
                "^a+b$",
                "^a?a$",
                "^a?b?$",
                "^a?b?c$",
                "^a{2}$",
                "^a++$",
                "^a+?b",
                "^[a-c-e]$",
                "^[z-a]$",
                "^ü$",
                "^[a",
                "^a$b$",
                "^\\$"
            })
    void anyOtherPatternIsSearchedFor(String regex) {
        assertThat(PlainPattern.of(regex)).isEmpty();
    }

    @Test
    void charactersOutsideAsciiAreInNoSet() {
        PlainPattern letters = PlainPattern.of("^[A-Za-z]+$").orElseThrow();
        for (char character = 128; character < Character.MAX_VALUE; character++) {
            assertThat(letters.matches(String.valueOf(character))).isFalse();
        }
    }

    /** Every text of up to four of the characters, and some longer ones. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("", "https://example.org", "HTTP://x", "httpss://", "ab-09_zZ"));
        texts.addAll(Texts.of(CHARACTERS, 4));
        return texts;
    }
}
