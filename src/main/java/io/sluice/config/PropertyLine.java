package io.sluice.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One key with its value as it stands in a properties file, duplicates included.
 *
 * <p>{@link Properties} knows neither lines nor duplicates. So the text is cut into its logical lines here, and each of
 * them is left to {@link Properties} to read: escapes mean what they mean everywhere else.
 *
 * @param line where the key stands, counted from 1
 * @param value without white space at its end
 */
record PropertyLine(int line, String key, String value) {

    /** A line that {@link Properties} refuses, such as one with a broken {@code \}{@code uXXXX}. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;
        private final String text;

        Malformed(int line, String text, Throwable cause) {
            super(cause);
            this.line = line;
            this.text = text;
        }

        int line() {
            return line;
        }

        String text() {
            return text;
        }
    }

    static List<PropertyLine> parse(String text) throws Malformed {
        List<PropertyLine> found = new ArrayList<>();
        String[] natural = text.split("\r\n|\r|\n", -1);
        for (int at = 0; at < natural.length; at++) {
            int first = at;
            String logical = natural[at].stripLeading();
            if (isComment(logical)) {
                continue;
            }
            while (continues(logical) && at + 1 < natural.length) {
                at++;
                logical = logical.substring(0, logical.length() - 1) + natural[at].stripLeading();
            }
            for (Map.Entry<Object, Object> entry : read(logical, first + 1).entrySet()) {
                found.add(new PropertyLine(
                        first + 1,
                        entry.getKey().toString(),
                        entry.getValue().toString().stripTrailing()));
            }
        }
        return found;
    }

    private static Properties read(String logical, int line) throws Malformed {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException refused) {
            throw new Malformed(line, logical, refused);
        }
        return one;
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith("!");
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
