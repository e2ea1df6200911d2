package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Findings;
import io.sluice.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a directory where files come and go while it is checked. */
class ValidateOperationTest {
    private final Path home;
    private final Path place;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    ValidateOperationTest(@TempDir Path directory) throws IOException {
        home = directory.toRealPath();
        place = home.resolve("in");
        write("config/application.properties", "");
        write("config/schemas/any.json", "{ \"$schema\": \"https://json-schema.org/draft/2020-12/schema\" }");
        for (String name : List.of("a.json", "b.json", "deep/c.json", "d.json")) {
            write("in/" + name, "{}");
        }
        Files.createSymbolicLink(place.resolve("loop.json"), Path.of("loop.json"));
    }

    @Test
    void fileThatWentMeanwhileIsNoFault() throws Exception {
        ValidateResult result = validate(() -> {
            Files.delete(place.resolve("b.json"));
            PathUtils.deleteDirectory(place.resolve("deep"));
        });

        assertThat(result).isEqualTo(new ValidateResult(2, 0, 0, 0));
        assertThat(checked).containsExactly("in/a.json", "in/d.json");
        assertThat(unreadable).isEmpty();
        assertThat(warnings)
                .contains(
                        "Passed over: in/b.json was there and is not any more",
                        "Passed over: in/deep/c.json was there and is not any more");
    }

    @Test
    void whatCannotBeReadThoughItIsThereIsAFault() throws Exception {
        ValidateResult result = validate(() -> {
            Files.delete(place.resolve("b.json"));
            Files.createDirectory(place.resolve("b.json"));
        });

        assertThat(result).isEqualTo(new ValidateResult(3, 0, 1, 0));
        assertThat(unreadable).singleElement().asString().contains("in/b.json (Is a directory); it was not checked");
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    private ValidateResult validate(Meanwhile meanwhile) throws Exception {
        CheckOutput output = new CheckOutput() {
            @Override
            public void checked(String file, Findings findings) throws IOException {
                if (checked.isEmpty()) {
                    meanwhile.happens();
                }
                checked.add(file);
            }

            @Override
            public void unreadable(String message) {
                unreadable.add(message);
            }

            @Override
            public void end(long ignored) {}
        };
        OperationContext context = new OperationContext(
                SettingsFile.read(home, home.resolve("config/application.properties"), Map.of()),
                home,
                Clock.systemUTC());
        return new ValidateOperation(place, Path.of("in"), "any", output, warnings::add).run(context);
    }

    private void write(String file, String content) throws IOException {
        Path target = home.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
    }
}
