package io.sluice.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one Sluice. Every {@code sluice.} key that is absent has the value that {@code
 * config/application.properties} ships with. Keys that start with {@code camel.} are Camel's to judge; any other key
 * would be silently ignored, and is a problem.
 */
public final class SettingsFile {
    private final Path home;
    private final Path file;
    private final Map<String, PropertyLine> lines = new HashMap<>();
    private final List<SettingsProblem> problems = new ArrayList<>();

    private SettingsFile(Path home, Path file) {
        this.home = home;
        this.file = file;
    }

    /**
     * Reads and judges the whole file; nothing is created or changed.
     *
     * @param home what relative paths in the file are relative to
     * @param configFile UTF-8 text in the form of {@link java.util.Properties}
     * @throws SettingsProblems with all that is wrong: a file that cannot be read, unknown and duplicate keys, values of
     *     the wrong type or out of range, zones that lie in one another
     */
    public static Settings read(Path home, Path configFile) throws SettingsProblems {
        SettingsFile settingsFile = new SettingsFile(home.toAbsolutePath().normalize(), configFile);
        settingsFile.load();
        Settings settings = settingsFile.settings();
        settingsFile.stopOnProblems();
        return settings;
    }

    private void load() throws SettingsProblems {
        try {
            PropertyLine.parse(text()).forEach(this::take);
        } catch (PropertyLine.Malformed malformed) {
            problem(malformed.line(), "", malformed.text(), "key = value, with a backslash written as \\\\");
            stopOnProblems();
        }
    }

    private String text() throws SettingsProblems {
        String trouble;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException missing) {
            trouble = "no such file";
        } catch (CharacterCodingException notUtf8) {
            trouble = "not UTF-8";
        } catch (FileSystemException unreadable) {
            String reason = unreadable.getReason();
            trouble =
                    "cannot be read: " + (reason == null ? unreadable.getClass().getSimpleName() : reason);
        } catch (IOException unreadable) {
            trouble = "cannot be read: " + unreadable.getMessage();
        }
        throw new SettingsProblems(List.of(
                new SettingsProblem(file, null, "", trouble, "a settings file; --config FILE names another one")));
    }

    private void take(PropertyLine line) {
        PropertyLine earlier = lines.putIfAbsent(line.key(), line);
        if (earlier != null) {
            problem(
                    line.line(),
                    line.key(),
                    line.value(),
                    "one line per key; it stands in line " + earlier.line() + " too");
        } else if (!line.key().startsWith("camel.") && Keys.named(line.key()).isEmpty()) {
            String expected = Keys.closest(line.key())
                    .map(known -> "a known key; the closest is " + known)
                    .orElse("a known key, which starts with sluice. or camel.");
            problem(line.line(), line.key(), line.value(), expected);
        }
    }

    private Settings settings() {
        Settings settings = new Settings(
                home,
                path(Keys.RAW),
                path(Keys.VALIDATED),
                path(Keys.DEAD_LETTER),
                path(Keys.BACKUPS),
                path(Keys.LEDGER),
                path(Keys.SCHEMAS),
                path(Keys.ROUTES),
                path(Keys.LOGS),
                value(Keys.STABLE_SECONDS),
                value(Keys.DOCUMENT_SIZE_MIB_MAX),
                value(Keys.PUBLISH_DURABILITY),
                value(Keys.PUBLISH_VERIFY),
                value(Keys.DISK_FREE_PERCENT_MIN),
                value(Keys.WORKERS),
                value(Keys.QUEUE_FILES_MAX),
                value(Keys.POLL_DELAY_MS),
                value(Keys.FULL_LOOK_SECONDS),
                value(Keys.RETRY_SECONDS_MIN),
                value(Keys.RETRY_SECONDS_MAX),
                value(Keys.STOP_SECONDS_MAX));
        judgeRetry(settings);
        judgePlaces();
        return settings;
    }

    private void judgeRetry(Settings settings) {
        if (settings.retrySecondsMin() > settings.retrySecondsMax()) {
            problem(
                    Keys.RETRY_SECONDS_MAX,
                    "at least " + Keys.RETRY_SECONDS_MIN.name() + ", which is " + settings.retrySecondsMin());
        }
    }

    /** Raw is never written to, and no zone feeds another: none of these places may lie in another. */
    private void judgePlaces() {
        List<Key<Path>> apart =
                List.of(Keys.RAW, Keys.VALIDATED, Keys.DEAD_LETTER, Keys.BACKUPS, Keys.LEDGER, Keys.LOGS);
        for (int later = 1; later < apart.size(); later++) {
            for (Key<Path> earlier : apart.subList(0, later)) {
                Path one = path(earlier);
                Path other = path(apart.get(later));
                if (one.startsWith(other) || other.startsWith(one)) {
                    problem(apart.get(later), "a place apart from " + earlier.name() + ", which is " + raw(earlier));
                }
            }
        }
    }

    private Path path(Key<Path> key) {
        return home.resolve(value(key)).normalize();
    }

    private <T> T value(Key<T> key) {
        Optional<T> value = key.read(raw(key));
        if (value.isPresent()) {
            return value.get();
        }
        problem(key, key.expected());
        return key.read(key.standard()).orElseThrow();
    }

    private String raw(Key<?> key) {
        PropertyLine line = lines.get(key.name());
        return line == null ? key.standard() : line.value();
    }

    private void problem(Key<?> key, String expected) {
        PropertyLine line = lines.get(key.name());
        problem(line == null ? null : line.line(), key.name(), raw(key), expected);
    }

    private void problem(@Nullable Integer line, String key, String found, String expected) {
        SettingsProblem problem = new SettingsProblem(file, line, key, found, expected);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private void stopOnProblems() throws SettingsProblems {
        if (!problems.isEmpty()) {
            problems.sort(
                    Comparator.comparing(SettingsProblem::line, Comparator.nullsFirst(Comparator.naturalOrder())));
            throw new SettingsProblems(problems);
        }
    }
}
