package io.sluice.ledger;

/** Is told of the files that the ledger knows, one after the other. */
@FunctionalInterface
public interface KnownFiles {

    /**
     * A file and its current version.
     *
     * @param path the path relative to the source's directory, in UTF-8; the array is the receiver's to keep
     * @param sizeBytes as in {@link Version}
     * @param mtimeNs as in {@link Version}
     * @param schemaSha256 as in {@link Version}; the same object for every file that was checked against the same schema
     */
    void known(byte[] path, long sizeBytes, long mtimeNs, State state, String schemaSha256);
}
