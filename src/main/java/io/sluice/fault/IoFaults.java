package io.sluice.fault;

import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells which environment fault an {@link IOException} is.
 *
 * <p>The JDK hands on the system's error text and not its number, in the language of the process's locale: these are
 * the words of {@code strerror} under {@code LC_MESSAGES=C}, which the launcher sets. In another language the fault is
 * still an environment fault, of kind IO.
 */
public final class IoFaults {
    private static final Map<String, Kind> KIND_OF_REASON = Map.of(
            "No space left on device", Kind.DISK_SPACE,
            "Disk quota exceeded", Kind.DISK_SPACE,
            "Read-only file system", Kind.READ_ONLY,
            "Permission denied", Kind.PERMISSION,
            "Operation not permitted", Kind.PERMISSION);

    private static final String OPEN_FILES = "Too many open files";
    private static final String OPEN_MORE =
            "let the user that runs Sluice have more files open (LimitNOFILE of systemd, ulimit -n)";

    /** What concerns the whole file system or process, whichever directory met it. */
    private static final List<String> EVERYWHERE =
            List.of("Input/output error", OPEN_FILES, "Stale file handle", "Cannot allocate memory");

    private static final String PENDING = "the file stays pending and is tried again";

    private IoFaults() {}

    /**
     * The fault that an exception tells of, for a file that stays pending.
     *
     * @param file what was being read or written
     * @param doing a verb that stands before the file's name: {@code write}, {@code rename into place}
     */
    public static EnvironmentFault of(IOException told, Path file, String doing) {
        return of(told, file, doing, PENDING);
    }

    /** As {@link #of(IOException, Path, String)}, saying what is left in other words. */
    public static EnvironmentFault of(IOException told, Path file, String doing, String left) {
        Kind kind = kind(told);
        Path place = place(kind, told, file);
        String reason = reason(told);
        return new EnvironmentFault(
                kind,
                place,
                String.format(
                        Locale.ROOT,
                        "could not %s %s%s; %s; %s",
                        doing,
                        OneLine.of(file),
                        reason.isEmpty() ? "" : " (" + OneLine.of(reason) + ")",
                        left,
                        reason.contains(OPEN_FILES) ? OPEN_MORE : advice(kind, OneLine.of(place))),
                told);
    }

    private static Kind kind(IOException told) {
        if (told instanceof ClosedByInterruptException) {
            return Kind.INTERRUPTED;
        }
        if (told instanceof AccessDeniedException) {
            return Kind.PERMISSION;
        }
        String reason = reason(told);
        return KIND_OF_REASON.entrySet().stream()
                .filter(known -> reason.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.IO);
    }

    private static Path place(Kind kind, IOException told, Path file) {
        return switch (kind) {
            case DISK_SPACE, READ_ONLY -> Place.mountPoint(file);
            case INTERRUPTED -> Path.of("/");
            case IO ->
                EVERYWHERE.stream().anyMatch(reason(told)::contains)
                        ? Place.mountPoint(file)
                        : Place.nearestDirectory(parentOf(file));
            case PERMISSION, LEDGER, SOURCE, INTEGRITY, STEP, MEMORY -> Place.nearestDirectory(parentOf(file));
        };
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** Without the names that the exception's message repeats, which may hold any words. */
    private static String reason(IOException told) {
        if (told instanceof FileSystemException named) {
            String reason = named.getReason();
            return reason == null ? readable(told) : reason;
        }
        String message = told.getMessage();
        return message == null ? readable(told) : message;
    }

    /** {@code NoSuchFileException} says its reason with its name alone. */
    private static String readable(IOException told) {
        if (told instanceof AccessDeniedException || told instanceof ClosedByInterruptException) {
            return "";
        }
        return told.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String advice(Kind kind, String place) {
        return switch (kind) {
            case DISK_SPACE -> "free space or inodes on " + place + ", or raise the quota";
            case PERMISSION -> "let the user that runs Sluice read and write " + place;
            case READ_ONLY -> "remount " + place + " for writing";
            case INTERRUPTED -> "nothing needs to be done";
            case IO -> "look at " + place + " and the system's log";
            case LEDGER, SOURCE, INTEGRITY, STEP, MEMORY -> "look at " + place;
        };
    }
}
