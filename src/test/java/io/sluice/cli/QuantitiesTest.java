package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void sizesStandInTheLargestUnitThatTheyFill() {
        assertThat(Quantities.size(0)).isEqualTo("0 B");
        assertThat(Quantities.size(1_023)).isEqualTo("1,023 B");
        assertThat(Quantities.size(1_024)).isEqualTo("1.0 KiB");
        assertThat(Quantities.size(64L << 20)).isEqualTo("64.0 MiB");
        assertThat(Quantities.size(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void ratesHaveADashWhereNothingCanBeSaid() {
        assertThat(Quantities.rate(0, 1)).isEqualTo("-");
        assertThat(Quantities.rate(5, 0)).isEqualTo("-");
        assertThat(Quantities.rate(5, 2)).isEqualTo("2.5");
        assertThat(Quantities.rate(20_000, 6)).isEqualTo("3,333");
    }

    @Test
    void countsAgreeWithTheirNoun() {
        assertThat(Quantities.of(1, "file")).isEqualTo("1 file");
        assertThat(Quantities.of(12_000, "file")).isEqualTo("12,000 files");
    }
}
