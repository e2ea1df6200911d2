package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which names under the raw zone are not for Sluice. */
public final class FileNames {
    /** Otherwise no path can be made of a name beyond ASCII; the launcher sets a locale in which it can. */
    private static final boolean PATHS_ARE_UTF_8 = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /** The name; empty when {@link java.io.File} cannot open a file of this name: its bytes are no UTF-8, say. */
    static Optional<String> decoded(byte[] bytes, int at, int length) {
        String name = new String(bytes, at, length, UTF_8);
        boolean exact = name.indexOf(REPLACEMENT) < 0
                || Arrays.equals(name.getBytes(UTF_8), Arrays.copyOfRange(bytes, at, at + length));
        return exact && (PATHS_ARE_UTF_8 || isAscii(name)) ? Optional.of(name) : Optional.empty();
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(character -> character < 0x80);
    }

    /** Why a name cannot be {@link #decoded}, and what to do. */
    static String undecodable() {
        return PATHS_ARE_UTF_8
                ? "its name is not valid UTF-8; rename it"
                : "its name goes beyond ASCII and the locale is not UTF-8; start Sluice in a UTF-8 locale";
    }

    /** A name as a person can find it: bytes other than letters, digits and {@code -._~} are escaped as in a URL. */
    static String escaped(byte[] bytes, int at, int length) {
        StringBuilder escaped = new StringBuilder();
        for (int place = at; place < at + length; place++) {
            char character = (char) (bytes[place] & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            escaped.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02X", (int) character));
        }
        return escaped.toString();
    }
}
