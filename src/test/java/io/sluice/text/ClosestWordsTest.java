package io.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestWordsTest {
    private static final List<String> KNOWN = List.of("sorter", "delay", "delayer", "initialDelay");

    @Test
    void theMostLikelyComesFirst() {
        assertThat(ClosestWords.to("DELAI", KNOWN, 2)).containsExactly("delay", "delayer");
        assertThat(ClosestWords.to("initaldelay", KNOWN)).contains("initialDelay");
    }

    @Test
    void nothingIsMeantByAWordUnlikeAny() {
        assertThat(ClosestWords.to("recursive", KNOWN)).isEmpty();
        assertThat(ClosestWords.to("delay", List.of())).isEmpty();
    }
}
