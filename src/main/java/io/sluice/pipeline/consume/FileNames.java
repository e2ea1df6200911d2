package io.sluice.pipeline.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/** Which names under the raw zone are not for Sluice. */
final class FileNames {
    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /** Why a file of this path cannot be taken; empty when it can. */
    static Optional<String> unusable(String path) {
        // camel-file takes a backslash for a slash and looks for another file
        return path.indexOf('\\') < 0 ? Optional.empty() : Optional.of("its name holds a backslash; rename it");
    }

    /** The name; empty when its bytes are no UTF-8: {@link java.io.File} cannot open such a file. */
    static Optional<String> decoded(byte[] bytes, int at, int length) {
        String name = new String(bytes, at, length, UTF_8);
        boolean exact = name.indexOf(REPLACEMENT) < 0
                || Arrays.equals(name.getBytes(UTF_8), Arrays.copyOfRange(bytes, at, at + length));
        return exact ? Optional.of(name) : Optional.empty();
    }

    /** A name as a person can find it: bytes other than letters, digits and {@code -._~} are escaped as in a URL. */
    static String escaped(byte[] bytes, int at, int length) {
        StringBuilder escaped = new StringBuilder();
        for (int place = at; place < at + length; place++) {
            char character = (char) (bytes[place] & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            escaped.append(plain ? String.valueOf(character) : "%%%02X".formatted((int) character));
        }
        return escaped.toString();
    }
}
