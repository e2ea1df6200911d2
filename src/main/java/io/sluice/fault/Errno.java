package io.sluice.fault;

import io.sluice.fault.EnvironmentFault.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the system answers when the world is wrong, by the C library's names of the numbers.
 *
 * <p>The JDK keeps the number to itself and hands on {@code strerror}: the text under {@code LC_MESSAGES=C}, which the launcher
 * sees to. It is compared as a whole, so that no name of a file decides anything.
 */
enum Errno {
    ENOSPC("No space left on device", Kind.DISK_SPACE, Scope.FILE_SYSTEM),
    EDQUOT("Disk quota exceeded", Kind.DISK_SPACE, Scope.FILE_SYSTEM),
    EFBIG("File too large", Kind.DISK_SPACE, Scope.ONE),
    EROFS("Read-only file system", Kind.READ_ONLY, Scope.FILE_SYSTEM),
    EACCES("Permission denied", Kind.PERMISSION, Scope.ONE),
    EPERM("Operation not permitted", Kind.PERMISSION, Scope.ONE),
    /** A bad block as well as a dead disk: told of the file system, and the other files are tried. */
    EIO("Input/output error", Kind.IO, Scope.ONE_OF_FILE_SYSTEM),
    EREMOTEIO("Remote I/O error", Kind.IO, Scope.ONE_OF_FILE_SYSTEM),
    EUCLEAN("Structure needs cleaning", Kind.IO, Scope.ONE_OF_FILE_SYSTEM),
    ENXIO("No such device or address", Kind.IO, Scope.FILE_SYSTEM),
    ENODEV("No such device", Kind.IO, Scope.FILE_SYSTEM),
    ESTALE("Stale file handle", Kind.IO, Scope.FILE_SYSTEM),
    ENOTCONN("Transport endpoint is not connected", Kind.IO, Scope.FILE_SYSTEM),
    EHOSTDOWN("Host is down", Kind.IO, Scope.FILE_SYSTEM),
    EHOSTUNREACH("No route to host", Kind.IO, Scope.FILE_SYSTEM),
    ETIMEDOUT("Connection timed out", Kind.IO, Scope.FILE_SYSTEM),
    ENOLCK("No locks available", Kind.IO, Scope.FILE_SYSTEM),
    EINTR("Interrupted system call", Kind.IO, Scope.ONE),
    EAGAIN("Resource temporarily unavailable", Kind.IO, Scope.ONE),
    EBUSY("Device or resource busy", Kind.IO, Scope.ONE),
    EMFILE("Too many open files", Kind.IO, Scope.PROCESS),
    ENFILE("Too many open files in system", Kind.IO, Scope.PROCESS),
    ENOMEM("Cannot allocate memory", Kind.IO, Scope.PROCESS);

    /** Whom it concerns beside the file that met it. */
    enum Scope {
        ONE,
        ONE_OF_FILE_SYSTEM,
        FILE_SYSTEM,
        PROCESS
    }

    private final String text;
    private final Kind kind;
    private final Scope scope;

    Errno(String text, Kind kind, Scope scope) {
        this.text = text;
        this.kind = kind;
        this.scope = scope;
    }

    Kind kind() {
        return kind;
    }

    Scope scope() {
        return scope;
    }

    /** Empty for what the system did not say, and for what says more of a path than of the world: it is missing, it is no directory. */
    static Optional<Errno> of(IOException told) {
        if (told instanceof AccessDeniedException) {
            return Optional.of(EACCES);
        }
        String said = IoFaults.said(told);
        if (said == null) {
            return Optional.empty();
        }
        boolean behindAPath = told instanceof FileNotFoundException; // of java.io, whatever the reason
        return Arrays.stream(values())
                .filter(errno -> behindAPath ? said.endsWith(" (" + errno.text + ")") : said.equals(errno.text))
                .findFirst();
    }
}
