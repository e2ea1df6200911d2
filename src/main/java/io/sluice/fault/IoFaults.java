package io.sluice.fault;

import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.fault.Errno.Scope;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which environment fault an {@link IOException} is. What the system said decides, by its number as far as the JDK tells it. */
public final class IoFaults {
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
                        advice(told, kind, OneLine.of(place))),
                told);
    }

    /**
     * Whether the world is wrong, and not what was asked for: what is missing, is no directory, is not UTF-8 or may not be read
     * is for a person to mend, and trying again does not help.
     */
    public static boolean isOfTheWorld(IOException told) {
        return told instanceof ClosedByInterruptException
                || Errno.of(told)
                        .filter(errno -> errno.kind() != Kind.PERMISSION)
                        .isPresent();
    }

    /** Whether this process or the whole system has too little of something, whatever the file. */
    public static boolean isOfTheProcess(IOException told) {
        return Errno.of(told).filter(errno -> errno.scope() == Scope.PROCESS).isPresent();
    }

    /** What {@link #isOfTheWorld} is true of, in an exception or in what it was thrown for. */
    public static Optional<IOException> ofTheWorld(@Nullable Throwable thrown) {
        return Causes.of(thrown)
                .flatMap(each ->
                        each instanceof IOException told && isOfTheWorld(told) ? Stream.of(told) : Stream.empty())
                .findFirst();
    }

    /** What kind of fault it is. */
    public static Kind kind(IOException told) {
        return told instanceof ClosedByInterruptException
                ? Kind.INTERRUPTED
                : Errno.of(told).map(Errno::kind).orElse(Kind.IO);
    }

    private static Path place(Kind kind, IOException told, Path file) {
        if (kind == Kind.INTERRUPTED) {
            return Path.of("/");
        }
        return switch (Errno.of(told).map(Errno::scope).orElse(Scope.ONE)) {
            case PROCESS -> Path.of("/");
            case FILE_SYSTEM, ONE_OF_FILE_SYSTEM -> Place.mountPoint(file);
            case ONE -> Place.nearestDirectory(parentOf(file));
        };
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** The reason without the names that the exception's message repeats, which may hold any words; null when it has none. */
    public static @Nullable String said(IOException told) {
        return told instanceof FileSystemException named ? named.getReason() : told.getMessage();
    }

    private static String reason(IOException told) {
        String said = said(told);
        return said == null ? readable(told) : said;
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

    /** What to do about it. */
    public static String remedy(IOException told, Path place) {
        return advice(told, kind(told), OneLine.of(place));
    }

    private static String advice(IOException told, Kind kind, String place) {
        Optional<Errno> errno = Errno.of(told);
        if (errno.isPresent() && isOfTheProcess(told)) {
            return processLimit(errno.get());
        }
        return switch (kind) {
            case DISK_SPACE ->
                errno.orElse(Errno.ENOSPC) == Errno.EFBIG
                        ? "raise the limit on the size of a file (ulimit -f, LimitFSIZE) of this process"
                        : "free space or inodes on " + place + ", or raise the quota";
            case PERMISSION -> "let the user that runs Sluice read and write " + place;
            case READ_ONLY -> "remount " + place + " for writing";
            case INTERRUPTED -> "nothing needs to be done";
            case IO -> "look at " + place + " and the system's log";
            case LEDGER, SOURCE, ZONE, INTEGRITY, STEP, MEMORY -> "look at " + place;
        };
    }

    private static String processLimit(Errno errno) {
        return switch (errno) {
            case EMFILE -> "let the user that runs Sluice have more files open (LimitNOFILE of systemd, ulimit -n)";
            case ENFILE -> "the whole system has no file descriptors left: raise fs.file-max, or stop what holds them";
            default -> "the system has no memory left: stop what takes it, or give this machine more";
        };
    }
}
