package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void barEndsWithWhatWasDecided() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Progress progress = Progress.on(err)) {
            progress.show(0, 10);
            progress.show(7, 10);
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("7/10 files").endsWith("\n");
    }

    @Test
    void lineTakesThePlaceOfTheBar() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(new LinesOverBar(terminal), true, StandardCharsets.UTF_8);
        err.print("WARN scan: ");
        err.print("Passed over\n");
        err.print("WARN x\n");

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KWARN scan: Passed over\n\r\u001b[KWARN x\n");
    }

    @Test
    void silentProgressShowsNothing() {
        try (Progress progress = Progress.silent()) {
            progress.show(1, 2);
        }
    }
}
