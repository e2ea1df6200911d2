package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String E_ACUTE = "\u00e9";
    private static final String EMOJI = "\ud83d\ude00";

    @Test
    void ordinaryNamesAreKept() {
        assertThat(Names.content("2024-01-15.json")).isEqualTo("2024-01-15.json");
        assertThat(Names.reason("2024-01-15.json")).isEqualTo("2024-01-15.json.reason.json");
        assertThat(Names.content("~draft~.json")).isEqualTo("~draft~.json");
    }

    @Test
    void longestNameThatFitsIsNotShortened() {
        String fits = "x".repeat(238) + ".json";
        assertThat(Names.reason(fits)).isEqualTo(fits + ".reason.json").hasSize(255);
        assertThat(Names.reason("x" + fits))
                .matches("x{221}~[0-9a-f]{16}\\.json\\.reason\\.json")
                .hasSize(255);
    }

    @Test
    void fileKeepsItsNameWhenOnlyTheReasonsNameIsTooLong() {
        String name = "x".repeat(250) + ".json";
        assertThat(Names.content(name)).isEqualTo(name);
    }

    @Test
    void namesAreCutBetweenCharacters() {
        for (String character : List.of(E_ACUTE, "\u20ac", EMOJI)) {
            for (int lead = 0; lead < 4; lead++) {
                String name = "a".repeat(lead) + character.repeat(250 / utf8(character)) + ".js";
                String reason = Names.reason(name);
                assertThat(utf8(reason)).isBetween(252, 255);
                assertThat(reason).matches("(?s)a{" + lead + "}(" + character + ")+~[0-9a-f]{16}\\.js\\.reason\\.json");
            }
        }
    }

    @Test
    void shorteningIsTheSameEachTimeAndDifferentForEachName() {
        String head = "x".repeat(240);
        assertThat(Names.reason(head + "1.json")).isEqualTo(Names.reason(head + "1.json"));
        assertThat(Names.reason(head + "1.json")).isNotEqualTo(Names.reason(head + "2.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a", "a\nb.json", "xxx"})
    void noNameMeetsAnotherOne(String name) {
        String plain = name.equals("xxx") ? "x".repeat(255) : name;
        Set<String> raw = new HashSet<>(Set.of(plain));
        for (int round = 0; round < 3; round++) {
            for (String known : List.copyOf(raw)) {
                raw.add(Names.content(known));
                raw.add(Names.reason(known));
            }
        }
        Set<String> kept = new HashSet<>();
        for (String each : raw) {
            assertThat(kept.add(Names.content(each))).as(each).isTrue();
            assertThat(kept.add(Names.reason(each))).as(each).isTrue();
            assertThat(utf8(Names.reason(each))).isLessThanOrEqualTo(255);
            assertThat(Names.content(each)).doesNotEndWith(".reason.json");
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
