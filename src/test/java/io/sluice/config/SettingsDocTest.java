package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program, the shipped settings and their documentation say the same. */
class SettingsDocTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sluice\\.[^`]+)` \\| `([^`]*)` \\| .+ \\|$");

    @Test
    void shippedFileHasEveryKeyWithItsDefault() throws Exception {
        Properties shipped = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("config/application.properties"))) {
            shipped.load(reader);
        }
        Map<String, String> ours = shipped.stringPropertyNames().stream()
                .filter(key -> key.startsWith("sluice."))
                .collect(Collectors.toMap(key -> key, shipped::getProperty));

        assertThat(new TreeMap<>(ours)).isEqualTo(defaults());
    }

    @Test
    void documentationHasEveryKeyWithItsDefault() throws Exception {
        Map<String, String> documented = new HashMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("docs/settings.md")));
        while (rows.find()) {
            assertThat(documented.put(rows.group(1), rows.group(2)))
                    .as("%s stands once", rows.group(1))
                    .isNull();
        }

        assertThat(documented.remove("sluice.zone.<name>.content"))
                .isEqualTo(ZoneKeys.content("any").standard());
        assertThat(new TreeMap<>(documented)).isEqualTo(defaults());
    }

    @Test
    void documentationHasEveryKeyOfCamelsThatIsSet() throws Exception {
        String documentation = Files.readString(Path.of("docs/settings.md"));
        Settings settings = SettingsFile.read(Path.of("/"), Path.of("config/application.properties"), Map.of());

        assertThat(Stream.concat(
                        CamelKeys.fixed(settings).keySet().stream(),
                        CamelKeys.standard().entrySet().stream()
                                .filter(each -> each.getValue().equals("false"))
                                .map(Map.Entry::getKey)))
                .map(key -> key.substring("camel.main.".length()))
                .allSatisfy(key -> assertThat(documentation).contains(key + "`"));
    }

    private static Map<String, String> defaults() {
        return new TreeMap<>(Keys.ALL.stream().collect(Collectors.toMap(Key::name, Key::standard)));
    }
}
