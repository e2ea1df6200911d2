package io.sluice.fault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The world is wrong, not the file: the file that met it stays pending, is tried again, and is never dead-lettered.
 *
 * <p>{@link #cause key} names what is wrong in a form that is equal for every file that meets the same fault, so that
 * the fault can be said once.
 */
public final class EnvironmentFault extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong. The titles are phrases that operators grep for. */
    public enum Kind {
        DISK_SPACE("Insufficient disk space"),
        PERMISSION("Permission denied"),
        READ_ONLY("Read-only file system"),
        LEDGER("Ledger unavailable"),
        SOURCE("Source directory unreadable"),
        /** The directory of a zone is gone, or is not the one that it was. */
        ZONE("Zone missing"),
        INTEGRITY("Checksum mismatch"),
        IO("Input/output error"),
        /** The memory that Java may use does not suffice for a file. */
        MEMORY("Not enough memory"),
        /** A step that a user added to a route, or what it depends on, does not do its work. */
        STEP("Step failed"),
        /** The thread was interrupted, as a stop does to what does not finish in time: nothing is broken. */
        INTERRUPTED("Interrupted");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The first words of every message of this kind. */
        public String title() {
            return title;
        }
    }

    private final Kind kind;
    private final String place;

    /**
     * @param kind what is wrong
     * @param place where, in terms that do not change from file to file: a directory, a file system, the ledger
     * @param detail what happened, what was left, and what to do; one line, without the kind's title
     */
    public EnvironmentFault(Kind kind, Path place, String detail) {
        this(kind, place, detail, null);
    }

    /** As {@link #EnvironmentFault(Kind, Path, String)}, with the exception that told. */
    public EnvironmentFault(Kind kind, Path place, String detail, @Nullable Throwable told) {
        this(kind, place.toString(), detail, told);
    }

    private EnvironmentFault(Kind kind, String place, String detail, @Nullable Throwable told) {
        super(kind.title() + ": " + detail, told);
        this.kind = kind;
        this.place = place;
    }

    /**
     * A step of a route has failed: as with any fault the file stays pending, and it is said once per cause.
     *
     * @param step which one, in terms that do not change from file to file
     * @param detail what happened, what was left, and what to do; one line
     */
    public static EnvironmentFault ofStep(String step, String detail, @Nullable Throwable told) {
        return new EnvironmentFault(Kind.STEP, step, detail, told);
    }

    /**
     * Memory does not suffice for a file.
     *
     * @param file which one
     * @param detail what happened, what was left, and what to do; one line
     */
    static EnvironmentFault ofMemory(String file, String detail, OutOfMemoryError told) {
        return new EnvironmentFault(Kind.MEMORY, file, detail, told);
    }

    public Kind kind() {
        return kind;
    }

    /** Where, in terms that do not change from file to file. */
    public String place() {
        return place;
    }

    /** Equal for all files that meet the same fault: the kind and the place. */
    public String key() {
        return kind + " " + place;
    }
}
