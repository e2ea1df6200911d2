package io.sluice.check.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file in {@code cases/format} is a format; its lines are texts, as JSON, for which it holds or fails. */
class KnownFormatTest {
    private static final Path CASES = Path.of("src/test/resources/cases/format");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyTextIsJudgedAsItsLineSays() {
        return KnownFormat.ALL.stream().map(format -> DynamicTest.dynamicTest(format.name(), () -> judge(format)));
    }

    private static void judge(KnownFormat format) throws IOException {
        List<String> lines = Files.readAllLines(CASES.resolve(format.name() + ".txt"));
        assertThat(lines).anyMatch(line -> line.startsWith("holds ")).anyMatch(line -> line.startsWith("fails "));
        for (String line : lines) {
            assertThat(line).matches("(holds|fails) \".*\"");
            String text = JSON.readValue(line.substring(line.indexOf(' ')), String.class);
            assertThat(format.matches(text)).as(format.name() + " " + line).isEqualTo(line.startsWith("holds"));
        }
    }

    @Test
    void datesAreThoseOfTheCalendar() {
        for (String year : List.of("0000", "0001", "1900", "2000", "2023", "2024", "9999")) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String date = String.format(Locale.ROOT, "%s-%02d-%02d", year, month, day);
                    boolean right = month >= 1
                            && month <= 12
                            && YearMonth.of(Integer.parseInt(year), month).isValidDay(day);
                    assertThat(InternetTime.isDate(date)).as(date).isEqualTo(right);
                    assertThat(InternetTime.isDateTime(date + "T00:00:00Z"))
                            .as(date)
                            .isEqualTo(right);
                }
            }
        }
    }
}
