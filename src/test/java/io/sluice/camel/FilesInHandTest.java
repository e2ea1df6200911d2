package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilesInHandTest {
    private final FilesInHand files = new FilesInHand();

    @Test
    void aFileIsInHandUntilItEnds() {
        assertThat(files.add("/raw/a.json")).isTrue();
        assertThat(files.add("/raw/a.json")).as("taken up twice").isFalse();
        assertThat(files.contains("/raw/a.json")).isTrue();
        assertThat(files.remove("/raw/a.json")).isTrue();
        assertThat(files.contains("/raw/a.json")).isFalse();
        assertThat(files.add("/raw/a.json")).as("taken up again").isTrue();
    }

    @Test
    void noneIsForgottenHoweverManyThereAre() {
        for (int file = 0; file < 200_000; file++) {
            files.add("/raw/" + file);
        }
        assertThat(files.contains("/raw/0")).isTrue();
    }
}
