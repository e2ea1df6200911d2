package io.sluice.zone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as lower-case hex. */
public final class Sha256 {
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final MessageDigest EMPTY = empty();

    private Sha256() {}

    /** Of bytes in memory. */
    public static String of(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /** Of a file's bytes, read in chunks; a symbolic link is not followed. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return hex(digest.digest());
    }

    /** An empty digest. A clone, because asking the security providers costs more than hashing a small file. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError("the digests of the Java platform can be cloned", impossible);
        }
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** Lower-case. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
