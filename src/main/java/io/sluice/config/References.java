package io.sluice.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in double braces in the value of a setting: <code>{{env:NAME}}</code> is a variable of the environment,
 * <code>{{key}}</code> the value of another setting, and either may have a default after a colon. Nothing else has a meaning
 * in settings.
 */
final class References {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /** A reference that leads nowhere. */
    static final class Dangling extends Exception {
        private static final long serialVersionUID = 1;

        private final String expected;

        Dangling(String expected) {
            super(expected);
            this.expected = expected;
        }

        /** What would have been right, in words that follow "expected". */
        String expected() {
            return expected;
        }
    }

    private final Map<String, PropertyLine> lines;
    private final Map<String, String> environment;
    private final Deque<String> path = new ArrayDeque<>();

    References(Map<String, PropertyLine> lines, Map<String, String> environment) {
        this.lines = lines;
        this.environment = environment;
    }

    /** The value of a line with everything that it refers to in its place. */
    String resolve(PropertyLine line) throws Dangling {
        if (path.contains(line.key())) {
            throw new Dangling("a value that does not lead back to itself, as {{" + line.key() + "}} does");
        }
        path.addLast(line.key());
        try {
            return resolve(line.value());
        } finally {
            path.removeLast();
        }
    }

    private String resolve(String text) throws Dangling {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            int close = end(text, open);
            resolved.append(text, at, open).append(meant(text.substring(open + OPEN.length(), close)));
            at = close + CLOSE.length();
        }
        return resolved.append(text, at, text.length()).toString();
    }

    /** Where the braces close; a default may have braces of its own. */
    private static int end(String text, int open) throws Dangling {
        int depth = 1;
        int at = open + OPEN.length();
        while (at < text.length()) {
            if (text.startsWith(OPEN, at)) {
                depth++;
                at += OPEN.length();
            } else if (text.startsWith(CLOSE, at)) {
                depth--;
                if (depth == 0) {
                    return at;
                }
                at += CLOSE.length();
            } else {
                at++;
            }
        }
        throw new Dangling("}} after each {{");
    }

    private String meant(String reference) throws Dangling {
        String[] words = reference.split(":", 2);
        @Nullable String rest = words.length > 1 ? words[1] : null;
        return switch (words[0]) {
            case "env" -> variable(rest == null ? "" : rest);
            case "sys" -> throw new Dangling("{{env:NAME}} in place of {{sys:…}}: -D changes no setting");
            default -> setting(words[0], rest);
        };
    }

    private String variable(String reference) throws Dangling {
        String[] words = reference.split(":", 2);
        String value = environment.get(words[0]);
        if (value != null) {
            return value;
        }
        if (words.length > 1) {
            return resolve(words[1]);
        }
        throw new Dangling("the environment variable " + words[0] + " to be set; or write {{env:" + words[0]
                + ":…}} with what holds when it is not");
    }

    private String setting(String key, @Nullable String otherwise) throws Dangling {
        PropertyLine line = lines.get(key);
        if (line != null) {
            return resolve(line);
        }
        if (Keys.named(key).isPresent()) {
            return Keys.named(key).get().standard();
        }
        if (otherwise != null && SettingsFile.mayBeMissing(key)) {
            return resolve(otherwise);
        }
        throw new Dangling("{{env:NAME}}, or {{key}} with a key of this file, in place of {{" + key + "}}");
    }
}
