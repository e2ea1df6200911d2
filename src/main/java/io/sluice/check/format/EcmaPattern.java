package io.sluice.check.format;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Regular expressions as JSON Schema means them (ECMA-262), on the JDK's engine unless they are plain. The difference that
 * lets wrong data through: {@code $} holds at the very end only, not before a last line break.
 */
public final class EcmaPattern implements RegularExpressionFactory {
    @Override
    public RegularExpression getRegularExpression(String regex) {
        return ofTexts(regex)::test;
    }

    /** As {@link #getRegularExpression}, for any kind of text. */
    public static Predicate<CharSequence> ofTexts(String regex) {
        return PlainPattern.of(regex)
                .<Predicate<CharSequence>>map(plain -> plain::matches)
                .orElseGet(() -> ofTheJdk(regex));
    }

    static Predicate<CharSequence> ofTheJdk(String regex) {
        Pattern pattern = Pattern.compile(translated(regex));
        return value -> pattern.matcher(value).find();
    }

    private static String translated(String regex) {
        StringBuilder out = new StringBuilder(regex.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char character = regex.charAt(i);
            if (character == '\\' && i + 1 < regex.length()) {
                out.append(character).append(regex.charAt(++i));
            } else if (character == '$' && !inClass) {
                out.append("\\z");
            } else if (character == '[' && inClass) {
                out.append("\\[");
            } else {
                inClass = character == '[' || (inClass && character != ']');
                out.append(character);
            }
        }
        return out.toString();
    }
}
