package io.sluice.config;

import io.sluice.fault.IoFaults;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the settings.
 *
 * @param file the settings file, as it was named
 * @param line counted from 1; null when the problem has no line, as for a file that does not exist
 * @param key the key as it stands in the file; empty when the problem is the file itself
 * @param found the value that was found; null when there is none
 * @param expected what would have been right
 */
public record SettingsProblem(
        Path file,
        @Nullable Integer line,
        String key,
        @Nullable String found,
        String expected) {

    private static final int FOUND_CHARACTERS_MAX = 80;

    /** The file itself cannot be read. */
    static SettingsProblem unreadable(Path file, IOException told) {
        return new SettingsProblem(file, null, "", trouble(told), "a settings file; --config FILE names another one");
    }

    private static String trouble(IOException told) {
        if (told instanceof NoSuchFileException) {
            return "no such file";
        }
        if (told instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        String reason = IoFaults.said(told);
        return "cannot be read: " + (reason == null ? told.getClass().getSimpleName() : reason);
    }

    /** One line: {@code config/application.properties:12: sluice.workers = many; expected a whole number, 1 to 64}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(OneLine.of(file)).append(':');
        if (line != null) {
            text.append(line).append(':');
        }
        text.append(' ');
        if (!key.isEmpty()) {
            text.append(OneLine.of(key))
                    .append(found == null ? "" : " = " + shown(found))
                    .append("; ");
        } else if (found != null) {
            text.append(shown(found)).append("; ");
        }
        return text.append("expected ").append(expected).toString();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(nothing)" : OneLine.of(value, FOUND_CHARACTERS_MAX);
    }
}
