package io.sluice.check.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.budget.Budget;
import io.sluice.check.budget.BudgetSpent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {
    private static final Path CASES = Path.of("src/test/resources/cases/patterns");

    @TestFactory
    Stream<DynamicTest> whatEcmaScriptSays() throws IOException {
        return cases("matches.json", (regex, one) -> {
            EcmaPattern pattern = EcmaPattern.of(regex);
            for (JsonNode text : one.get("matches")) {
                assertThat(pattern.isFoundIn(text.textValue()))
                        .as("%s in %s", regex, text)
                        .isTrue();
            }
            for (JsonNode text : one.get("others")) {
                assertThat(pattern.isFoundIn(text.textValue()))
                        .as("%s in %s", regex, text)
                        .isFalse();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoneSaysWhereAndWhy() throws IOException {
        return cases("none.json", (regex, one) -> assertThatThrownBy(() -> EcmaPattern.of(regex))
                .isInstanceOfSatisfying(PatternSyntaxException.class, problem -> {
                    assertThat(problem.getDescription())
                            .contains(one.get("says").textValue());
                    assertThat(problem.getIndex()).isEqualTo(one.get("at").intValue());
                }));
    }

    /** What both engines mean by the same: generated expressions over a few letters, each on every short text. */
    @Test
    void generatedExpressionsSayWhatTheJdkSays() {
        Random random = new Random(14);
        List<String> texts = Texts.of("ab-", 5);
        for (int i = 0; i < 4_000; i++) {
            String regex =
                    (random.nextInt(3) > 0 ? "^" : "") + generated(random, 3) + (random.nextBoolean() ? "$" : "");
            EcmaPattern ours = EcmaPattern.of(regex);
            Pattern jdk = Pattern.compile(regex);
            for (String text : texts) {
                assertThat(ours.isFoundIn(text))
                        .as("%s in \"%s\"", regex, text)
                        .isEqualTo(jdk.matcher(text).find());
            }
        }
    }

    /** The marks that make a long search short change no answer: the same texts behind a long one that fails for long. */
    @Test
    void longSearchesSayWhatTheJdkSays() {
        Random random = new Random(23);
        List<String> texts = Texts.of("ab", 4);
        String hard = "(?:a|a|b)*(?:ab|a)*".repeat(3);
        for (int i = 0; i < 150; i++) {
            String tail = generated(random, 2);
            EcmaPattern ours = EcmaPattern.of("^" + hard + "-" + tail + "$");
            Pattern jdk = Pattern.compile("^[ab]*-(?:" + tail + ")$");
            for (String text : texts) {
                String whole = "ab".repeat(60) + "-" + text;
                assertThat(ours.isFoundIn(whole))
                        .as("%s in \"%s\"", tail, text)
                        .isEqualTo(jdk.matcher(whole).find());
            }
        }
    }

    /** The worst that patterns do to engines that try every way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(.*a){12}$",
                "^(a+)+$",
                "^(a|aa)+$",
                "^(?:(?:a*)*)*$",
                "^(\\w+\\s?)*$",
                "(a|b|ab)*(bc|c)$x",
                "^(a?){60}a{60}$",
                "\\s+$",
                "(x+x+)+y",
                "^([a-z]+)+\\d$",
                "(.*)(.*)(.*)(.*)[^a]$b",
                "^(?:|){60}$x",
                "a*?b*?a*?b*?a*?c"
            })
    void lengthOfATextMultipliesStepsAndNoMore(String regex) throws Exception {
        EcmaPattern pattern = EcmaPattern.of(regex);
        for (String text : List.of(
                "a".repeat(60), "a".repeat(50_000), " ".repeat(50_000), "x".repeat(50_000), "ab".repeat(25_000))) {
            Budget.forBytes(text.length()).during(() -> pattern.isFoundIn(text + "!"));
        }
    }

    @Test
    void manyRepetitionsNeedNoStackOfTheThread() {
        String text = "ab".repeat(2_000_000);

        assertThat(EcmaPattern.of("^(a|b)*$").isFoundIn(text)).isTrue();
        assertThat(EcmaPattern.of("^(a|b|[^x])*$").isFoundIn(text)).isTrue();
        assertThat(EcmaPattern.of("^(?:ab)*$").isFoundIn(text)).isTrue();
        assertThat(EcmaPattern.of("^(?:ab|a)*$").isFoundIn(text)).isTrue();
        assertThat(EcmaPattern.of("^(?:ab)*$").isFoundIn(text + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a*)*\\1(a*)*\\2!$", "^(?:(?=.*x).)*(?:(?=.*x).)*$y"})
    void whatCannotBeMarkedEndsWithTheBudget(String regex) {
        EcmaPattern pattern = EcmaPattern.of(regex);
        String text = "a".repeat(200_000) + "x";

        assertThatThrownBy(() -> Budget.forBytes(text.length()).during(() -> pattern.isFoundIn(text)))
                .isInstanceOf(BudgetSpent.class);
    }

    @Test
    void moreWaysThanMemoryAllowsEndWithTheBudgetToo() {
        String text = "ab ".repeat(5_000_000);

        assertThatThrownBy(() -> EcmaPattern.of("^(?:[a-c]+ ?[^x]?)*\\1?()$").isFoundIn(text))
                .isInstanceOf(BudgetSpent.class);
    }

    private interface Check {
        void check(String regex, JsonNode one);
    }

    private static Stream<DynamicTest> cases(String name, Check check) throws IOException {
        JsonNode cases = new ObjectMapper().readTree(CASES.resolve(name).toFile());
        assertThat(cases).hasSizeGreaterThan(30);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(one -> DynamicTest.dynamicTest(
                        one.get("pattern").textValue(),
                        () -> check.check(one.get("pattern").textValue(), one)));
    }

    private static String generated(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 4)) {
            case 0 -> "a";
            case 1 -> "b";
            case 2 -> "[ab]";
            case 3 -> "-?";
            case 4 -> "(?:" + generated(random, depth - 1) + "|" + generated(random, depth - 1) + ")";
            case 5 -> "(?:" + generated(random, depth - 1) + ")*";
            case 6 -> "(" + generated(random, depth - 1) + ")+?";
            case 7 -> "(?:" + generated(random, depth - 1) + "){1,2}";
            case 8 -> "(?=" + generated(random, depth - 1) + ")";
            case 9 -> "(?!" + generated(random, depth - 1) + ")\\b";
            default -> generated(random, depth - 1) + generated(random, depth - 1);
        };
    }
}
