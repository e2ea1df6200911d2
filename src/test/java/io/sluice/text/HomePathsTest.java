package io.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HomePathsTest {
    private final HomePaths paths = new HomePaths(Path.of("/srv/sluice"));

    @Test
    void whatLiesBelowTheHomeIsRelativeToIt() {
        assertThat(paths.show(Path.of("/srv/sluice/data/raw"))).isEqualTo("data/raw");
        assertThat(paths.show(Path.of("/srv/sluice"))).isEqualTo("/srv/sluice");
        assertThat(paths.show(Path.of("/srv/sluice2/data"))).isEqualTo("/srv/sluice2/data");
    }

    @Test
    void peopleSeeEscapesAndProgramsThePath() {
        Path odd = Path.of("/srv/sluice/a\nb");

        assertThat(paths.show(odd)).isEqualTo("a\\nb");
        assertThat(paths.relative(odd)).hasToString("a\nb");
    }
}
