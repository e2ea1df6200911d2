package io.sluice.check.pattern;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** How many groups an expression captures, and their names: a reference may stand before its group. */
final class GroupNames {
    private final Map<String, Integer> numbers = new HashMap<>();
    private int count;

    private GroupNames() {}

    static GroupNames of(String regex) {
        GroupNames names = new GroupNames();
        boolean inClass = false;
        for (int at = 0; at < regex.length(); at++) {
            char character = regex.charAt(at);
            if (character == '\\') {
                at++;
            } else if (character == '[') {
                inClass = true;
            } else if (character == ']') {
                inClass = false;
            } else if (character == '(' && !inClass) {
                names.opened(regex, at);
            }
        }
        return names;
    }

    private void opened(String regex, int at) {
        boolean named = regex.startsWith("(?<", at) && !regex.startsWith("(?<=", at) && !regex.startsWith("(?<!", at);
        if (!named) {
            count += regex.startsWith("(?", at) ? 0 : 1;
            return;
        }
        count++;
        int close = regex.indexOf('>', at);
        String name = close < 0 ? "" : regex.substring(at + 3, close);
        if (!isName(name)) {
            throw new PatternSyntaxException("the group's name is no name", regex, at);
        }
        if (numbers.put(name, count) != null) {
            throw new PatternSyntaxException(
                    "another group has this name, which is not taken even in another alternative; give each its own",
                    regex,
                    at);
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.codePointAt(0))
                && name.codePoints()
                        .allMatch(character -> character == '$'
                                || (Character.isUnicodeIdentifierPart(character)
                                        && !Character.isIdentifierIgnorable(character)));
    }

    int count() {
        return count;
    }

    @Nullable
    Integer numbered(String name) {
        return numbers.get(name);
    }
}
