package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.nio.file.Path;

/** The bytes to be written, with the checksum under which they were checked. */
public abstract sealed class Content permits BytesInMemory, CopyOfFile {
    /** How much is handed to the system at once: the JDK keeps a buffer of this size for each thread. */
    static final int CHUNK_BYTES = 256 * 1024;

    private final long sizeBytes;
    private final String sha256;

    Content(long sizeBytes, String sha256) {
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
    }

    /**
     * Bytes in memory, which must not change until they are written.
     *
     * @param sha256 lower-case hex of these bytes; taken at its word unless the writer verifies
     */
    public static Content of(byte[] bytes, String sha256) {
        return new BytesInMemory(bytes, sha256);
    }

    /** Bytes in memory, hashed here. */
    public static Content of(byte[] bytes) {
        return of(bytes, Sha256.of(bytes));
    }

    /**
     * The bytes of a file, hashed while they are copied and never held in memory as a whole. The copy is refused when
     * the file has another size or checksum than expected, because it then is not the content that was decided on.
     */
    public static Content copyOf(Path file, long sizeBytes, String sha256) {
        return new CopyOfFile(file, sizeBytes, sha256);
    }

    public final long sizeBytes() {
        return sizeBytes;
    }

    /** Lower-case hex. */
    public final String sha256() {
        return sha256;
    }

    /** Writes everything. IOException tells of the file written to, EnvironmentFault of where the bytes come from. */
    abstract void writeTo(FileOperations.OpenFile file) throws IOException, EnvironmentFault;

    /** Whether a file of the same size holds the same bytes; it must not be a symbolic link. */
    abstract boolean sameAs(Path file) throws IOException;
}
