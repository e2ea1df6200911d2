package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever language the system or Java is told to speak, Sluice works, writes its digits in ASCII, and knows a fault. */
class LocaleIT {
    @TempDir
    private Path directory;

    /** Digits of their own, another calendar, an i without a dot, a comma in numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-TH", "tr-TR", "de-DE"})
    void javaMaySpeakAnyLanguage(String language) throws Exception {
        String[] parts = language.split("-", -1);
        SluiceHome home = SluiceHome.withSamples(directory)
                .systemProperty("user.language", parts[0])
                .systemProperty("user.country", parts[1])
                .systemProperty("user.variant", parts.length == 3 ? parts[2] : "")
                .set("sluice.metrics.textfile", "metrics.prom");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("validated")).isEqualTo(7);
        assertThat(run.json().get("run").asText()).matches("20[0-9]{6}T[0-9]{6}Z-[0-9a-f]{4}");
        assertThat(home.log()).isNotEmpty().allMatch(line -> line.matches("20[0-9]{2}-.*"));
        assertThat(Files.readString(home.file("metrics.prom"))).contains("outcome=\"validated\"");
        for (String[] command : List.of(
                new String[] {"run", "--once"}, new String[] {"status"}, new String[] {"why", "sff/2024-01-15.json"})) {
            Ended ended = home.sluice(command);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out().codePoints().filter(Character::isDigit)).allMatch(digit -> digit <= '9');
        }
    }

    @Test
    void theSystemsErrorsAreWordedInEnglish(@TempDir Path locales) throws Exception {
        assumeTrue(makeLocale(locales), "skipped: the German locale cannot be made here");
        SluiceHome english = withFault(Files.createDirectory(directory.resolve("english")));
        SluiceHome german = withFault(Files.createDirectory(directory.resolve("german")))
                .environment("LOCPATH", locales.toString())
                .environment("LC_ALL", "de_DE.UTF-8")
                .environment("LANGUAGE", "de");

        assertThat(fault(german)).isEqualTo(fault(english)).contains("Is a directory");
    }

    /** Something that the JDK has no exception for, so that it hands on the system's text: no lock file can be opened. */
    private static SluiceHome withFault(Path directory) throws IOException {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        Files.createDirectories(home.file("data/_ledger/run.lock"));
        return home;
    }

    private static String fault(SluiceHome home) throws Exception {
        Ended run = home.sluice("run", "--once");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        return run.err().replace(home.path().toString(), "");
    }

    private static boolean makeLocale(Path locales) throws InterruptedException {
        try {
            return Files.exists(Path.of("/usr/share/locale/de/LC_MESSAGES/libc.mo"))
                    && new ProcessBuilder(
                                            "localedef",
                                            "-i",
                                            "de_DE",
                                            "-f",
                                            "UTF-8",
                                            locales.resolve("de_DE.UTF-8").toString())
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
