package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Free text of every character: as a parameter of a source, as a schema's name, as the name of a home. Each means what it is
 * written as, or stops the start with the line where it stands.
 */
class FreeTextIT {
    private static final List<String> CHARACTERS = Characters.ofAFileName();

    @TempDir
    private Path directory;

    /** A source, the file that it is to take, and another that it is not to take. */
    private record Given(String source, String parameter, String value, String takes, String leaves) {
        Given {
            assertThat(takes).isNotEqualTo(leaves);
        }
    }

    @Test
    void includeTakesWhatItIsWrittenAs() throws Exception {
        List<Given> given = new ArrayList<>();
        for (String character : CHARACTERS) {
            boolean sign = character.matches("\\p{Punct}");
            given.add(new Given(
                    Characters.name(character),
                    "include",
                    "a" + (sign ? "\\" : "") + character + "b[.]json",
                    "a" + character + "b.json",
                    "ab.json"));
            if (character.equals(".")) {
                continue; // a name that begins with it is passed over
            }
            given.add(new Given(
                    Characters.name(character) + "-first",
                    "include",
                    (sign ? "[" + (character.matches("[\\[\\]^&\\\\]") ? "\\" : "") + character + "]" : character)
                            + "x%2B+ y[.]json",
                    character + "x%2B y.json",
                    "x%2B y.json"));
        }
        assertThat(refused(given, Given::value)).containsExactlyInAnyOrder("c-26", "c-26-first", "c-a0", "c-a0-first");
    }

    @Test
    void aDoneFileIsTheOneThatIsNamed() throws Exception {
        List<Given> given = new ArrayList<>();
        for (String character : CHARACTERS) {
            String takes = character.equals("a") ? "z.json" : "a.json"; // with a first, a.json may be a done-file, too
            given.add(new Given(
                    Characters.name(character), "done_file", "${file:name}" + character + "done", takes, "b.json"));
            given.add(new Given(
                    Characters.name(character) + "-first",
                    "done_file",
                    character + "${file:name.noext}",
                    takes,
                    "b.json"));
        }
        assertThat(refused(given, one -> one.value()
                        .replace("${file:name}", one.takes())
                        .replace("${file:name.noext}", one.takes().replace(".json", ""))))
                .containsExactlyInAnyOrder("c-26", "c-26-first", "c-23-first", "c-7d", "c-a0", "c-a0-first");
    }

    @Test
    void aSchemaIsTheOneThatIsNamed() throws Exception {
        SluiceHome home = SluiceHome.in(directory);
        for (String character : CHARACTERS) {
            String source = Characters.name(character);
            home.schema("s" + character + "v", "{ \"const\": \"" + source + "\" }");
            home.source(source, ("s" + character + "v").replace("'", "''"));
            home.deliver(source + "/a.json", "\"" + source + "\"");
            home.deliver(source + "/b.json", "\"another\"");
        }
        List<String> refused = refusedSources(home);
        Ended run = home.runOnce();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        for (String character : CHARACTERS) {
            String source = Characters.name(character);
            if (!refused.contains(source)) {
                assertThat(Tree.files(home.validated(source))).as(source).containsExactly("a.json");
            }
        }
        assertThat(CHARACTERS.stream().filter(character -> !refused.contains(Characters.name(character))))
                .allMatch(character -> character.matches("[A-Za-z0-9 ._\\-éü中İß]|e\u0301"));
    }

    @Test
    void aHomeMayHaveAnyName() throws Exception {
        String plain = CHARACTERS.stream()
                .filter(character -> !character.matches("[%()\\[{}\\\\]"))
                .collect(Collectors.joining());
        for (String name : List.of(plain, "-My Drive (1), [copy]", "a\nb\tc~", "'", "!", "*")) {
            SluiceHome home = SluiceHome.withSamples(Files.createDirectory(directory.resolve(name)));

            Ended run = home.runOnce();

            assertThat(run.exitCode()).as(name + run.err()).isEqualTo(1);
            assertThat(run.count("validated")).isEqualTo(7);
            assertThat(home.log()).isNotEmpty();
            assertThat(home.sluice("status").exitCode()).isZero();
        }
    }

    @Test
    void aPathSettingMayHoldAnyCharacter() throws Exception {
        String any = "a" + String.join("", CHARACTERS) + "b";
        SluiceHome home = SluiceHome.withSamples(directory);
        for (String key : List.of("raw.directory", "schemas.directory", "routes.directory")) {
            Path shipped = home.file(
                    key.startsWith("raw")
                            ? "data/raw/funding_sources"
                            : key.startsWith("schemas") ? "config/schemas" : "routes");
            Files.move(shipped, shipped.resolveSibling(any + "-" + shipped.getFileName()));
            home.set(
                    "sluice." + key,
                    written(home.path().relativize(shipped).resolveSibling(any + "-" + shipped.getFileName())));
        }
        for (String key : List.of("validated.directory", "dead-letter.directory", "backups.directory")) {
            home.set("sluice." + key, written(Path.of("data", key + any)));
        }
        home.set("sluice.ledger.file", written(Path.of("data", "ledger" + any, any + ".db")));
        home.set("sluice.logs.directory", written(Path.of("logs" + any.replaceAll("[%\\\\(){}\\[\\]*+?^$|.:]", ""))));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(Tree.files(home.file("data/validated.directory" + any))).hasSize(7);
        assertThat(Tree.files(home.file("data/dead-letter.directory" + any))).hasSize(4);
        assertThat(home.file("data/ledger" + any + "/" + any + ".db")).isRegularFile();
        Ended again = home.runOnce();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.count("already_processed")).isEqualTo(9);
    }

    /** As a value of the settings: there, a backslash begins an escape. */
    private static String written(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    private interface DoneFile {
        String of(Given given);
    }

    /** The sources that stop the start, each with its line; the others take what they are given. */
    private List<String> refused(List<Given> given, DoneFile done) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema();
        for (Given one : given) {
            home.source(
                    one.source(),
                    "funding_data_v1",
                    one.parameter() + "=" + one.value().replace("'", "''"));
            home.deliver(one.source() + "/" + one.takes(), Grants.valid("taken"));
            home.deliver(one.source() + "/" + one.leaves(), Grants.valid("left"));
            if (one.parameter().equals("done_file")) {
                home.deliver(one.source() + "/" + done.of(one), "");
            }
        }
        List<String> refused = refusedSources(home);
        Ended run = home.runOnce();
        assertThat(run.exitCode()).as(run.err()).isZero();
        for (Given one : given) {
            if (!refused.contains(one.source())) {
                assertThat(Tree.files(home.validated(one.source())))
                        .as(one.source() + " " + one.value())
                        .containsExactly(one.takes());
            }
        }
        return refused;
    }

    /** Starts once, and moves what was refused out of the way. */
    private static List<String> refusedSources(SluiceHome home) throws IOException, InterruptedException {
        Ended start = home.runOnce();
        assertThat(start.exitCode()).as(start.err()).isEqualTo(2);
        List<String> refused = start.err()
                .lines()
                .filter(line -> line.matches("  routes/sources/[^/]+:\\d+: .*; expected: .*"))
                .map(line -> line.replaceFirst("^  routes/sources/(.*)[.]camel[.]yaml:\\d+: .*", "$1"))
                .distinct()
                .toList();
        assertThat(start.err().lines().filter(line -> line.startsWith("  ")))
                .hasSizeGreaterThanOrEqualTo(refused.size());
        for (String source : refused) {
            Files.delete(home.file("routes/sources/" + source + ".camel.yaml"));
        }
        return refused;
    }
}
