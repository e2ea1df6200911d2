package io.sluice.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is mounted where, as Linux tells in {@code /proc/self/mountinfo} (proc(5)). On another system nothing is known.
 *
 * @param all in the order in which they were mounted
 */
record Mounts(List<Mount> all) {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int DEVICE = 2;
    private static final int ROOT = 3;
    private static final int POINT = 4;
    private static final Pattern LINE = Pattern.compile("\n"); // a name may hold any other character
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** @param root what of the file system is mounted */
    record Mount(String device, Path root, Path point) {}

    /**
     * A place within a file system, by which bind mounts of one directory are told to be one.
     *
     * @param device the file system's number
     */
    record Within(String device, Path path) {
        boolean isIn(Within other) {
            return device.equals(other.device) && path.startsWith(other.path);
        }
    }

    /** As it is now. */
    static Mounts now() {
        try {
            String table = Files.readString(TABLE, StandardCharsets.ISO_8859_1);
            return new Mounts(LINE.splitAsStream(table).flatMap(Mounts::mount).toList());
        } catch (IOException untold) {
            return new Mounts(List.of());
        }
    }

    private static Stream<Mount> mount(String line) {
        String[] fields = line.split(" ", POINT + 2);
        try {
            return Stream.of(new Mount(fields[DEVICE], path(fields[ROOT]), path(fields[POINT])));
        } catch (InvalidPathException foreign) { // beyond this process's encoding, and so where it reaches nothing
            return Stream.empty();
        }
    }

    private static Path path(String escaped) {
        String bytes = OCTAL.matcher(escaped).replaceAll(Mounts::character);
        return Path.of(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String character(MatchResult octal) {
        String character = String.valueOf((char) Integer.parseInt(octal.group(1), 8));
        return Matcher.quoteReplacement(character);
    }

    /** Null when that is not known. */
    @Nullable
    Within within(Path real) {
        Mount nearest = null;
        for (Mount mount : all) {
            boolean nearer = nearest == null || mount.point().startsWith(nearest.point());
            if (nearer && real.startsWith(mount.point())) {
                nearest = mount;
            }
        }
        return nearest == null
                ? null
                : new Within(
                        nearest.device(), nearest.root().resolve(nearest.point().relativize(real)));
    }
}
