package io.sluice.camel;

import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Version;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file once: its bytes become the body, and the SHA-256 over exactly these bytes goes with the exchange. The
 * attributes after the reading must be those under which the file was found stable, so that no half-written or mixed
 * content passes. The exchange property {@code unchanged} is true when the ledger already holds a standing decision on this
 * content.
 *
 * <p>A document above the size limit is hashed as a stream and leaves no body.
 */
public final class ReadStep implements Processor {
    /** How much is read at once: the JDK keeps a buffer of this size for each thread. */
    private static final int CHUNK_BYTES = 256 * 1024;

    /** One set for all: given one by one, the options are put into a set for each file. */
    private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

    private static final String CONTENT = "sluiceContent";

    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    private final Intake intake;
    private final Ledger ledger;
    private final long documentBytesMax;
    private final Clock clock;

    public ReadStep(Intake intake, Ledger ledger, long documentBytesMax, Clock clock) {
        this.intake = intake;
        this.ledger = ledger;
        this.documentBytesMax = documentBytesMax;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        GenericFile<?> found = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        Path raw = Path.of(found.getAbsoluteFilePath());
        FileId id = intake.sources().fileOf(found.getAbsoluteFilePath());
        if (intake.stopping() || intake.faults().stopsTrying(id.source())) {
            throw LeftPending.givenBack(id.toString());
        }
        LOG.info("Processing file {}", id);
        RawAttributes attributes = StableFilter.attributes(found);
        MessageDigest sha256 = Sha256.digest();
        byte[] content = read(id, raw, attributes, sha256);
        String digest = Sha256.hex(sha256.digest());
        Version current = FoundFile.mayBeDecided(found) ? ledger.current(id).orElse(null) : null;
        new DeliveredFile(id, raw, attributes, digest, clock.instant(), current).attachTo(exchange);
        exchange.getIn().setBody(content);
        exchange.setProperty(CONTENT, content);
        exchange.setProperty("unchanged", stands(current, digest));
    }

    /** The bytes that were read, whatever the body is by now; null for a document above the size limit. */
    static byte @Nullable [] content(Exchange exchange) {
        return exchange.getProperty(CONTENT, byte[].class);
    }

    /** The bytes are needed no more. */
    static void release(Exchange exchange) {
        exchange.getIn().setBody(null);
        exchange.removeProperty(CONTENT);
        CheckReceipt.release(exchange);
    }

    private byte @Nullable [] read(FileId id, Path raw, RawAttributes attributes, MessageDigest sha256)
            throws LeftPending, EnvironmentFault {
        try {
            byte[] content = null;
            if (attributes.sizeBytes() > documentBytesMax) {
                hash(raw, sha256);
            } else {
                content = whole(id, raw, Math.toIntExact(attributes.sizeBytes()));
                sha256.update(content);
            }
            if (!RawAttributes.of(raw).equals(attributes)) {
                throw LeftPending.changed(id.toString());
            }
            return content;
        } catch (NoSuchFileException e) {
            throw LeftPending.changed(id.toString());
        } catch (IOException e) {
            throw intake.cannotRead(raw, e);
        }
    }

    /**
     * Never more than the look found: what replaced the file since may be of any size. What was added to it since shows in
     * its attributes.
     */
    private static byte[] whole(FileId id, Path raw, int sizeBytes) throws IOException, LeftPending {
        ByteBuffer content = ByteBuffer.allocate(sizeBytes);
        try (FileChannel in = FileChannel.open(raw, READ)) {
            while (content.hasRemaining()) {
                content.limit(Math.min(sizeBytes, content.position() + CHUNK_BYTES));
                if (in.read(content) < 0) {
                    throw LeftPending.changed(id.toString());
                }
                content.limit(sizeBytes);
            }
        }
        return content.array();
    }

    private static void hash(Path raw, MessageDigest sha256) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(raw)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
    }

    private boolean stands(@Nullable Version current, String sha256) {
        if (current == null || !current.sha256().equals(sha256)) {
            return false;
        }
        String schemaSha256 =
                intake.sources().named(current.file().source()).schema().sha256();
        return current.state().stands(current.schemaSha256(), schemaSha256);
    }
}
