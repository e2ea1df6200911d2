package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;

final class CopyOfFile extends Content {
    private final Path source;

    CopyOfFile(Path source, long sizeBytes, String sha256) {
        super(sizeBytes, sha256);
        this.source = source;
    }

    @Override
    void writeTo(FileOperations.OpenFile file) throws IOException, EnvironmentFault {
        MessageDigest digest = Sha256.digest();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        long copied = 0;
        try (FileChannel in = open()) {
            while (read(in, chunk.clear())) {
                copied += chunk.flip().remaining();
                if (copied > sizeBytes()) {
                    throw changed(String.format(Locale.ROOT, "more than %d bytes", sizeBytes()));
                }
                digest.update(chunk.duplicate());
                file.writeAll(chunk);
            }
        }
        String found = Sha256.hex(digest.digest());
        if (!found.equals(sha256())) {
            throw changed(String.format(Locale.ROOT, "%d bytes with SHA-256 %s", copied, found));
        }
    }

    private FileChannel open() throws EnvironmentFault {
        try {
            return FileChannel.open(source, StandardOpenOption.READ);
        } catch (IOException told) {
            throw IoFaults.of(told, source, "read");
        }
    }

    private boolean read(FileChannel in, ByteBuffer chunk) throws EnvironmentFault {
        try {
            return in.read(chunk) >= 0;
        } catch (IOException told) {
            throw IoFaults.of(told, source, "read");
        }
    }

    private EnvironmentFault changed(String found) {
        return new EnvironmentFault(
                EnvironmentFault.Kind.INTEGRITY,
                source,
                String.format(
                        Locale.ROOT,
                        "%s changed while it was copied: expected %d bytes with SHA-256 %s, found %s; nothing was written, the file stays pending and is tried again; find out who writes to it",
                        OneLine.of(source),
                        sizeBytes(),
                        sha256(),
                        found));
    }

    @Override
    boolean sameAs(Path file) throws IOException {
        return Sha256.of(file).equals(sha256());
    }
}
