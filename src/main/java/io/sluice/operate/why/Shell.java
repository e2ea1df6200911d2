package io.sluice.operate.why;

import io.sluice.text.OneLine;
import java.util.regex.Pattern;

/** Words of a command line, as a shell takes them. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private Shell() {}

    /** The word, quoted where a shell would take it for something else. Control characters are shown, not meant. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + OneLine.of(text).replace("'", "'\\''") + "'";
    }
}
