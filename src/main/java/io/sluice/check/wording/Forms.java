package io.sluice.check.wording;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Forms of a text, such as a date, by the names of the formats that schemas give them; some have a name here alone. */
final class Forms {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("date", "a real date"),
            Map.entry("date-time", "a real date with time and time zone"),
            Map.entry("time", "a time with time zone"),
            Map.entry("duration", "a duration"),
            Map.entry("email", "an email address"),
            Map.entry("idn-email", "an email address"),
            Map.entry("hostname", "a host name"),
            Map.entry("idn-hostname", "a host name"),
            Map.entry("ipv4", "an IPv4 address"),
            Map.entry("ipv6", "an IPv6 address"),
            Map.entry("uri", "a complete web address"),
            Map.entry("iri", "a complete web address"),
            Map.entry("uri-reference", "a web address"),
            Map.entry("iri-reference", "a web address"),
            Map.entry("uuid", "a UUID"),
            Map.entry("regex", "a regular expression"),
            Map.entry("json-pointer", "a JSON pointer"),
            Map.entry(KnownPatterns.YEAR, "a year"),
            Map.entry(KnownPatterns.MONTH, "a month"),
            Map.entry(KnownPatterns.DIGITS, "a text of digits only"),
            Map.entry(KnownPatterns.TWO_CAPITALS, "two capital letters"),
            Map.entry(KnownPatterns.THREE_CAPITALS, "three capital letters"));

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("date", " Write it as YYYY-MM-DD, for example 2024-01-15."),
            Map.entry("date-time", " Write it as YYYY-MM-DDThh:mm:ssZ, for example 2024-01-15T10:30:00Z."),
            Map.entry("time", " Write it as hh:mm:ssZ, for example 10:30:00Z."),
            Map.entry("duration", " Write it as ISO 8601 does, for example P3M."),
            Map.entry("email", " For example name@example.org."),
            Map.entry("uri", " For example https://example.org/grants; spaces and umlauts are written as %XX."),
            Map.entry("iri", " For example https://example.org/grants."),
            Map.entry("uuid", " For example 2fdd4a11-6fda-4b32-9d8f-8e2e1d0f3c55."),
            Map.entry(KnownPatterns.YEAR, " Write it as YYYY, for example 2024."),
            Map.entry(KnownPatterns.MONTH, " Write it as YYYY-MM, for example 2024-01."));

    private static final String WRITE = " Write it as ";
    private static final String DATE = "\\d{4}-\\d\\d-\\d\\d";
    private static final String CLOCK = "\\d\\d:\\d\\d(:\\d\\d([.]\\d+)?)?";
    private static final String ZONE = "([Zz]|[+-]\\d\\d:?\\d\\d)";
    private static final Pattern DATE_ALONE = Pattern.compile(DATE);
    private static final Pattern DATE_AND_TIME = Pattern.compile(DATE + "[Tt ]" + CLOCK + " ?" + ZONE + "?");
    private static final Pattern DATE_AND_TIME_WITHOUT_ZONE = Pattern.compile(DATE + "[Tt ]" + CLOCK);
    private static final Pattern TIME_WITHOUT_ZONE = Pattern.compile(CLOCK);

    /** Long texts are none of these, and need not be looked through. */
    private static final int LENGTH_MAX = 50;

    private Forms() {}

    static String name(String format) {
        return NAMES.getOrDefault(format, "a valid " + Excerpt.shortened(format));
    }

    /** How such a text is written; begins with a blank. */
    static String hint(String format) {
        return HINTS.getOrDefault(format, "");
    }

    /** How it is written in each of these ways, or in the first where they cannot be said in one sentence. */
    static String together(List<String> hints) {
        List<String> ways =
                hints.stream().filter(hint -> !hint.isEmpty()).distinct().toList();
        boolean alike =
                ways.stream().allMatch(hint -> hint.startsWith(WRITE) && hint.indexOf('.') == hint.length() - 1);
        if (!alike || ways.isEmpty()) {
            return hints.get(0);
        }
        return WRITE
                + String.join(
                        ", or as ",
                        ways.stream()
                                .map(hint -> hint.substring(WRITE.length(), hint.length() - 1))
                                .toList())
                + ".";
    }

    /** What a text has or lacks that is of another form, in a sentence that begins with a blank; empty where it is not plain. */
    static String difference(String format, String text) {
        if (text.length() > LENGTH_MAX) {
            return "";
        }
        if (!text.equals(text.strip())) {
            return difference(format, text.strip()) + " It begins or ends with a blank.";
        }
        return switch (format) {
            case "date" -> matches(DATE_AND_TIME, text) ? " It has a time." : "";
            case "date-time" ->
                matches(DATE_ALONE, text)
                        ? " It lacks the time."
                        : matches(DATE_AND_TIME_WITHOUT_ZONE, text) ? " It lacks the time zone." : "";
            case "time" ->
                matches(DATE_AND_TIME, text)
                        ? " It has a date."
                        : matches(TIME_WITHOUT_ZONE, text) ? " It lacks the time zone." : "";
            case KnownPatterns.YEAR, KnownPatterns.MONTH -> matches(DATE_ALONE, text) ? " It has a day." : "";
            default -> "";
        };
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }
}
