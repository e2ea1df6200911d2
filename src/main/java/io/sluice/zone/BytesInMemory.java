package io.sluice.zone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

final class BytesInMemory extends Content {
    private final byte[] bytes;

    BytesInMemory(byte[] bytes, String sha256) {
        super(bytes.length, sha256);
        this.bytes = bytes;
    }

    @Override
    void writeTo(FileOperations.OpenFile file) throws IOException {
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            file.writeAll(ByteBuffer.wrap(bytes, from, Math.min(CHUNK_BYTES, bytes.length - from)));
        }
    }

    @Override
    boolean sameAs(Path file) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, bytes.length + 1)];
        int compared = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (read > bytes.length - compared
                        || !Arrays.equals(chunk, 0, read, bytes, compared, compared + read)) {
                    return false;
                }
                compared += read;
            }
        }
        return compared == bytes.length;
    }
}
