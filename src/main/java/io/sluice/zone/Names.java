package io.sluice.zone;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What dead letters and their reasons are called.
 *
 * <p>A file keeps its name, and its reason has that name and {@code .reason.json} after it. Two kinds of names would
 * clash or not fit, and are derived instead, as {@code head~hash.extension} with the first 64 bits of the whole name's
 * SHA-256: a raw name that itself ends in {@code .reason.json}, which could be another file's reason, and a reason's
 * name that would be longer than a file system allows. A raw name that scans derived is derived as well, so that no two
 * names ever meet.
 */
final class Names {
    static final String REASON = ".reason.json";

    /** The limit of ext4, XFS, Btrfs and tmpfs for one name, in bytes. */
    private static final int NAME_BYTES_MAX = 255;

    /** Of one {@code char}. */
    private static final int UTF8_BYTES_MAX = 3;

    private static final int EXTENSION_BYTES_MAX = 16;
    private static final int HASH_DIGITS = 16;
    private static final Pattern DERIVED = Pattern.compile("~[0-9a-f]{" + HASH_DIGITS + "}(\\.[^.]*)?\\z");

    private Names() {}

    /** The name under which a file or a directory of a source is kept. */
    static String content(String name) {
        boolean looksDerived = name.indexOf('~') >= 0 && DERIVED.matcher(name).find();
        return looksDerived || name.endsWith(REASON) ? derived(name) : name;
    }

    /** The name of the reason of the file of this name. */
    static String reason(String name) {
        String reason = content(name) + REASON;
        return fits(reason) ? reason : derived(name) + REASON;
    }

    private static boolean fits(String name) {
        return name.length() * UTF8_BYTES_MAX <= NAME_BYTES_MAX || bytes(name) <= NAME_BYTES_MAX;
    }

    private static String derived(String name) {
        String extension = extension(name);
        String hash = "~" + Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
        int room = NAME_BYTES_MAX - bytes(hash + extension + REASON);
        return cut(name.substring(0, name.length() - extension.length()), room) + hash + extension;
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        return bytes(extension) <= EXTENSION_BYTES_MAX ? extension : "";
    }

    /** As much of the head as fits, without cutting a character in two. */
    private static String cut(String text, int bytesMax) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += bytes(text.substring(end, next));
            if (bytes > bytesMax) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
