package io.sluice.camel;

import io.sluice.zone.Published;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A file as the body of a message: its bytes travel only with their digest. The last of them are handed out when all have
 * proved to be the ones with that digest, so nobody takes other bytes for the file's; who reads other ones meets an {@link
 * IOException}. It is read from the disk, anew for each step, and held in memory by nobody.
 */
final class ProvedBody extends InputStream implements StreamCache {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path file;
    private final long sizeBytes;
    private final String sha256;
    private final Supplier<Exception> differs;
    private final Exchange exchange;
    private @Nullable Pass pass;

    private ProvedBody(Path file, long sizeBytes, String sha256, Supplier<Exception> differs, Exchange exchange) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.differs = differs;
        this.exchange = exchange;
    }

    /** What was read for a stage. When it holds other bytes by then, it is left pending, and taken again as what it is. */
    static ProvedBody read(Reading reading, Exchange exchange) {
        return new ProvedBody(
                reading.path(),
                reading.attributes().sizeBytes(),
                reading.sha256(),
                () -> LeftPending.changed(reading.id().toString()),
                exchange);
    }

    /** What was published. */
    static ProvedBody published(Published published, Exchange exchange) {
        return new ProvedBody(
                published.target(),
                published.sizeBytes(),
                published.sha256(),
                () -> new IOException(
                        published.target() + " no longer holds what was published, with SHA-256 " + published.sha256()),
                exchange);
    }

    /** One reading from the beginning. */
    private static final class Pass {
        private final InputStream in;
        private final MessageDigest digest = Sha256.digest();
        private long position;

        Pass(InputStream in) {
            this.in = in;
        }
    }

    private Pass pass() throws IOException {
        Pass known = pass;
        if (known == null) {
            known = new Pass(open());
            pass = known;
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange ended) {
                    close();
                }
            });
        }
        return known;
    }

    private InputStream open() throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw differs();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Pass current = pass();
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, sizeBytes - current.position);
        if (wanted == 0) {
            return -1;
        }
        int read = current.in.read(bytes, offset, wanted);
        if (read < 0) {
            throw differs();
        }
        current.digest.update(bytes, offset, read);
        current.position += read;
        if (current.position == sizeBytes
                && !Sha256.hex(current.digest.digest()).equals(sha256)) {
            throw differs();
        }
        return read;
    }

    private IOException differs() {
        Exception why = differs.get();
        return new IOException(why.getMessage(), why);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = read(chunk); read >= 0; read = read(chunk)) {
            out.write(chunk, 0, read);
        }
    }

    /** The next one that reads begins anew. */
    @Override
    public void reset() {
        close();
    }

    @Override
    public void close() {
        Pass open = pass;
        pass = null;
        if (open != null) {
            try {
                open.in.close();
            } catch (IOException told) {
                throw new UncheckedIOException(told);
            }
        }
    }

    @Override
    public StreamCache copy(Exchange of) {
        return new ProvedBody(file, sizeBytes, sha256, differs, of);
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return sizeBytes;
    }

    @Override
    public long position() {
        return -1;
    }

    /** Tells what it is, without reading it. */
    @Override
    public String toString() {
        return file.toString();
    }
}
