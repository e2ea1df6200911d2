package io.sluice.intake;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of the file that says of another that it is complete, as camel-file's {@code doneFileName} has it: fixed, or with
 * {@code ${file:name}} or {@code ${file:name.noext}} in it once, for the name of the file without its directory. What stands
 * for the name is put in as it is, whatever the name holds.
 *
 * @param before what stands before the name; all of the done-file's name where it is fixed
 * @param after what stands behind the name
 * @param part which part of the name stands in between
 */
public record DoneFile(String before, Part part, String after) {
    /** What of a file's name is part of the done-file's. */
    public enum Part {
        NOTHING,
        NAME,
        NAME_WITHOUT_EXTENSION
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it holds another expression, or is blank
     */
    public static DoneFile of(String pattern) {
        String plain = pattern.replace("$simple{", "${");
        for (Part part : new Part[] {Part.NAME, Part.NAME_WITHOUT_EXTENSION}) {
            String expression = part == Part.NAME ? "${file:name}" : "${file:name.noext}";
            int at = plain.indexOf(expression);
            if (at >= 0) {
                return new DoneFile(plain.substring(0, at), part, plain.substring(at + expression.length()))
                        .checked(pattern);
            }
        }
        return new DoneFile(plain, Part.NOTHING, "").checked(pattern);
    }

    private DoneFile checked(String pattern) {
        if (pattern.isBlank() || (before + after).contains("${")) {
            throw new IllegalArgumentException(
                    "\"" + pattern
                            + "\" is no name of a done-file: a file name with ${file:name} or ${file:name.noext} in it, once at most");
        }
        return this;
    }

    /** Whether the done-file of this file is there. */
    public boolean standsFor(Path file) {
        return Files.exists(of(file));
    }

    /** Where the done-file of this file is, or would be. */
    public Path of(Path file) {
        String name = String.valueOf(file.getFileName());
        String done =
                switch (part) {
                    case NOTHING -> before;
                    case NAME -> before + name + after;
                    case NAME_WITHOUT_EXTENSION -> before + withoutExtension(name) + after;
                };
        return file.resolveSibling(done);
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /**
     * Whether a file may be the done-file of another, by its path relative to the source. Which one it stands for does not
     * matter: not even whether that one is there.
     */
    public boolean names(String relative) {
        // from where a file lies to where its done-file does; above it there may be any directory of the source
        Path way = Path.of(before + "*" + after).normalize();
        int up = 0;
        while (way.getName(up).toString().equals("..")) {
            up++;
        }
        Path within = way.subpath(up, way.getNameCount()).getParent();
        Path lies = Path.of(relative).getParent();
        if (within != null && (lies == null || !lies.endsWith(within))) {
            return false;
        }
        String name = relative.substring(relative.lastIndexOf('/') + 1);
        String start = before.substring(before.lastIndexOf('/') + 1);
        return part == Part.NOTHING
                ? name.equals(start)
                : name.length() >= start.length() + after.length() && name.startsWith(start) && name.endsWith(after);
    }
}
