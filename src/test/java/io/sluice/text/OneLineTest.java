package io.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {
    /** The middle column as the escape would stand in a source file, so that this one can be read. */
    @ParameterizedTest
    @CsvSource({
        "end of line, 10, \\n",
        "return, 13, \\r",
        "tabulator, 9, \\t",
        "escape, 27, \\u001b",
        "DEL, 127, \\u007f",
        "C1 control, 155, \\u009b",
        "line separator, 8232, \\u2028",
        "paragraph separator, 8233, \\u2029",
        "right-to-left override, 8238, \\u202e",
        "right-to-left isolate, 8295, \\u2067",
        "zero-width space, 8203, \\u200b",
        "byte order mark, 65279, \\ufeff",
        "bytes that were no UTF-8, 65533, \\ufffd",
        "half of a pair, 55357, \\ud83d",
        "language tag, 917505, \\U000e0001",
    })
    void whatBreaksALineOrHidesIsEscaped(String what, int point, String escape) {
        assertThat(OneLine.of("a" + Character.toString(point) + "b")).as(what).isEqualTo("a" + escape + "b");
    }

    @Test
    void whatIsEscapedStaysAsItIs() {
        String escaped = OneLine.of("a\nb\u202ec");

        assertThat(OneLine.of(escaped)).isSameAs(escaped);
        assertThat(OneLine.of("Zürich – 東京 😀 \\ \"")).isEqualTo("Zürich – 東京 😀 \\ \"");
    }

    @Test
    void escapesAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(OneLine.of("\u0007")).isEqualTo("\\u0007");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void cutTextEndsInAnEllipsisAndCutsNoPair() {
        assertThat(OneLine.of("abcde", 5)).isEqualTo("abcde");
        assertThat(OneLine.of("abcdef", 5)).isEqualTo("abcd…");
        assertThat(OneLine.of("abc😀def", 5)).isEqualTo("abc…");
    }

    @Test
    void linesThatAreMeantStay() {
        assertThat(OneLine.each("1 problem\n  a\u001b[2J: wrong")).isEqualTo("1 problem\n  a\\u001b[2J: wrong");
    }
}
