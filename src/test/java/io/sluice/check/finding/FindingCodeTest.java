package io.sluice.check.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FindingCodeTest {
    private static final Path PAGE = Path.of("docs/findings.md");

    @Test
    void everyCodeHasItsSectionAndEverySectionItsCode() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(Pattern.compile("(?m)^### `([a-z0-9_]+)`")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .map(FindingCode::code)
                        .toList());
    }

    @Test
    void everySectionHasTitleExampleAndRemedy() throws Exception {
        String page = Files.readString(PAGE);

        for (FindingCode code : FindingCode.values()) {
            MatchResult section = Pattern.compile("(?ms)^### `" + code.code() + "`(.*?)(?=^##|\\z)")
                    .matcher(page)
                    .results()
                    .findFirst()
                    .orElseThrow();
            assertThat(section.group(1)).as(code.code()).contains(code.title(), "Example: ", "To mend it: ");
        }
    }

    @Test
    void wordsOfTheDataAreNotTakenForSlots() {
        assertThat(FindingCode.FORBIDDEN.message(Map.of("place", "The field \"{found}\"", "found", "$1")))
                .isEqualTo("The field \"{found}\" is $1, which is not allowed here.");
    }
}
