package io.sluice.intake.list;

/** What an entry of a directory is. */
public enum FileKind {
    FILE,
    DIRECTORY,
    LINK,
    /** A FIFO, a socket or a device. */
    OTHER,
    /** Not told by the listing: the entry's status says it. */
    UNKNOWN;

    private static final int MODE_TYPE = 0170000;

    /** The kind behind the {@code st_mode} of a {@code stat}. */
    static FileKind ofMode(int mode) {
        return switch (mode & MODE_TYPE) {
            case 0100000 -> FILE;
            case 0040000 -> DIRECTORY;
            case 0120000 -> LINK;
            default -> OTHER;
        };
    }

    /** The kind behind the {@code d_type} of a directory entry. */
    static FileKind ofEntry(int type) {
        return type == 0 ? UNKNOWN : ofMode(type << 12);
    }
}
