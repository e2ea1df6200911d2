package io.sluice.routefiles;

import io.sluice.intake.DoneFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Values of those options of {@code zone:} that are more than a number. */
final class ZoneOptions {
    static final String INCLUDE = "include";
    static final String DONE_FILE = "doneFileName";

    /** A value travels in the endpoint's URI, where these would end it or be taken for something else. */
    private static final Map<String, String> IN_THE_WAY =
            Map.of("&", "[\\x26]", "RAW(", "RA[W](", "RAW{", "RA[W]{", "{{", "[{]{", "}}", "}[}]");

    /** The blanks beyond ASCII, and control characters: a URI has none of them. */
    private static final Pattern NOT_IN_A_URI = Pattern.compile("[\\p{Z}\\p{Cc}&&[^ ]]");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

    private ZoneOptions() {}

    /** What would have been right; nothing when the value is, when it is empty or a placeholder, or for any other option. */
    static Optional<String> broken(String option, String value) {
        if (value.isEmpty() || PLACEHOLDER.matcher(value).matches()) {
            return Optional.empty();
        }
        return switch (option) {
            case INCLUDE -> inTheWay(value, true).or(() -> brokenPattern(value));
            case DONE_FILE -> inTheWay(value, false).or(() -> brokenDoneFile(value));
            default -> Optional.empty();
        };
    }

    static Optional<String> brokenPattern(String value) {
        try {
            Pattern.compile(value);
            return Optional.empty();
        } catch (PatternSyntaxException broken) {
            return Optional.of("a Java regular expression (" + broken.getDescription() + ")");
        }
    }

    static Optional<String> brokenDoneFile(String value) {
        try {
            DoneFile.of(value);
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            return Optional.of("a file name with ${file:name} or ${file:name.noext} in it, once at most");
        }
    }

    private static Optional<String> inTheWay(String value, boolean pattern) {
        if (value.startsWith("#")) { // the name of a bean
            return Optional.of(pattern ? "[#] in place of #" : "a name that does not begin with #");
        }
        Matcher invisible = NOT_IN_A_URI.matcher(value);
        if (invisible.find()) {
            String point = String.format(Locale.ROOT, "%04X", invisible.group().codePointAt(0));
            return Optional.of(
                    pattern ? "\\x{" + point + "} in place of the character U+" + point : "a name without U+" + point);
        }
        return IN_THE_WAY.entrySet().stream()
                .filter(each -> value.contains(each.getKey()))
                .map(each ->
                        pattern ? each.getValue() + " in place of " + each.getKey() : "a name without " + each.getKey())
                .sorted()
                .findFirst();
    }
}
