package io.sluice.check.wording;

import io.sluice.check.budget.Budget;
import io.sluice.check.budget.BudgetSpent;
import io.sluice.check.pattern.EcmaPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns that ask for a form that has a name. Which one a pattern asks for is found by trying it: it takes every text of
 * that form, and none that is of no form.
 */
final class KnownPatterns {
    static final String YEAR = "sluice.year";
    static final String MONTH = "sluice.month";
    static final String DIGITS = "sluice.digits";
    static final String TWO_CAPITALS = "sluice.two-capitals";
    static final String THREE_CAPITALS = "sluice.three-capitals";

    /** For all texts together; a pattern that needs more is none that is known. */
    private static final long STEPS_MAX = 200_000;

    private static final Map<String, List<String>> TEXTS = texts();

    /** Of no form: a pattern that takes one of these asks for something else, or for nothing. */
    private static final List<String> OTHERS = List.of(
            "",
            " ",
            "x",
            "a-1",
            "A1",
            "Ab",
            "a text",
            "15/01/2024",
            "2024/01/15",
            "20240115T10",
            "2024-1-5",
            "2024-01-15 ",
            " 2024-01-15",
            "2024-01-15x",
            "x2024-01-15",
            "2024-01-",
            "12a",
            "-1",
            "1.5",
            "ABCD",
            "abc",
            "É",
            "+00");

    /** Schemas have few patterns, and findings may be many. */
    private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

    private KnownPatterns() {}

    /** The names of the formats whose texts the pattern takes; none where it asks for something else. */
    static List<String> formats(String pattern) {
        return KNOWN.computeIfAbsent(pattern, KnownPatterns::tried);
    }

    private static List<String> tried(String regex) {
        try {
            EcmaPattern pattern = EcmaPattern.of(regex);
            return Budget.of(STEPS_MAX).during(() -> tried(pattern));
        } catch (PatternSyntaxException | BudgetSpent unknown) {
            return List.of();
        }
    }

    private static List<String> tried(EcmaPattern pattern) {
        List<String> formats = new ArrayList<>();
        if (OTHERS.stream().anyMatch(pattern::isFoundIn)) {
            return formats;
        }
        TEXTS.forEach((format, texts) -> {
            if (texts.stream().allMatch(pattern::isFoundIn)) {
                formats.add(format);
            } else if (texts.stream().anyMatch(pattern::isFoundIn)) {
                formats.add("");
            }
        });
        if (formats.contains(DIGITS)) {
            formats.remove(YEAR);
        }
        return formats.contains("") ? List.of() : List.copyOf(formats);
    }

    private static Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("date", List.of("2024-01-15", "1999-12-31", "2000-02-29", "1850-10-20", "2038-07-09", "1066-10-14"));
        texts.put(
                "date-time", List.of("2024-01-15T10:30:00Z", "1999-12-31T23:59:59+01:00", "1850-10-20T00:00:00-11:30"));
        texts.put(MONTH, List.of("2024-01", "1999-12", "1850-10", "2038-07", "1066-09"));
        texts.put(YEAR, List.of("2024", "1999", "2000", "1850", "2038", "1066"));
        texts.put("uuid", List.of("2fdd4a11-6fda-4b32-9d8f-8e2e1d0f3c55", "00000000-0000-1000-8000-00000000000f"));
        texts.put(DIGITS, List.of("0", "7", "12", "007", "1234567890123"));
        texts.put(TWO_CAPITALS, List.of("GB", "US", "AA", "ZZ", "QX"));
        texts.put(THREE_CAPITALS, List.of("GBP", "USD", "AAA", "ZZZ", "QXJ"));
        return texts;
    }
}
