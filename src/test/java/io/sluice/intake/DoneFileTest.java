package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoneFileTest {

    /** Wherever the pattern puts it, the done-file is found, and is no file to be taken itself. */
    @ParameterizedTest
    @CsvSource({
        "${file:name}.done, a.json, a.json.done",
        "${file:name}.done, b/a.json, b/a.json.done",
        "${file:name.noext}.done, a.json, a.done",
        "ready-${file:name}, a.json, ready-a.json",
        "ready-${file:name}, b/c/a.json, b/c/ready-a.json",
        "done/${file:name}.ok, b/a.json, b/done/a.json.ok",
        "./done/${file:name}, b/a.json, b/done/a.json",
        "x/../done/${file:name}, b/a.json, b/done/a.json",
        "done/of-${file:name.noext}.x, a.json, done/of-a.x",
        "../done/${file:name}, in/a.json, done/a.json",
        "../../done/${file:name}, b/in/a.json, done/a.json",
        "READY, b/a.json, b/READY",
        "done/READY, b/a.json, b/done/READY",
        "../READY, b/a.json, READY"
    })
    void aDoneFileIsFoundAndIsNoFileOfTheSource(String pattern, String file, String done) {
        DoneFile doneFile = DoneFile.of(pattern);
        assertThat(doneFile.of(Path.of("/raw/s", file)).normalize()).isEqualTo(Path.of("/raw/s", done));
        assertThat(doneFile.names(done)).as(done).isTrue();
        assertThat(doneFile.names(file)).as(file).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"done.json", "b/done.json", "ok/a.json", "xdone/a.json", "done/b/a.json", "a.json"})
    void whatOnlyLooksLikeOneIsAFileOfTheSource(String path) {
        assertThat(DoneFile.of("done/${file:name}").names(path)).isFalse();
    }

    /** Characters that mean something to an expression, a pattern or a URI. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report ${year}.json",
                "$simple{body}.json",
                "{{x}}.json",
                "${file:name}",
                "$1\\$0.json",
                "%s%d%n.json",
                "a*[b]?.json",
                "a?b=c&d#e.json",
                "{}{}.json",
                "RAW(x).json",
                "-rf",
                "@args"
            })
    void aNameIsDataWhateverItHolds(String name, @TempDir Path directory) throws IOException {
        DoneFile doneFile = DoneFile.of("${file:name}.done");
        Path file = Files.createFile(directory.resolve(name));
        assertThat(doneFile.standsFor(file)).isFalse();
        Files.createFile(directory.resolve(name + ".done"));
        assertThat(doneFile.standsFor(file)).isTrue();
        assertThat(doneFile.names(name + ".done")).isTrue();
    }

    @Test
    void aFixedNameInAnotherCaseIsAnotherName() {
        assertThat(DoneFile.of("READY").names("ready")).isFalse();
    }
}
