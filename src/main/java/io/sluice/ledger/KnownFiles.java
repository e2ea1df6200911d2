package io.sluice.ledger;

/** Is told of the files that the ledger knows, one after the other. */
@FunctionalInterface
public interface KnownFiles {
    /** No inode change time. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * A file and its current version.
     *
     * @param path the path relative to the source's directory, in UTF-8; the array is the receiver's to keep
     * @param sizeBytes as in {@link Version}
     * @param mtimeNs as in {@link Version}
     * @param ctimeNs inode change time of the raw file, nanoseconds since the epoch, as last seen; {@link #UNKNOWN} where an
     *     older program has not noted it
     * @param schemaSha256 as in {@link Version}; the same object for every file that was checked against the same schema
     */
    void known(byte[] path, long sizeBytes, long mtimeNs, long ctimeNs, State state, String schemaSha256);
}
