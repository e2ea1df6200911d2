package io.sluice.camel;

import io.sluice.check.DocumentChecker;
import io.sluice.check.HeapShare;
import io.sluice.check.finding.Findings;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.OpenFile;
import io.sluice.intake.RawAttributes;
import io.sluice.intake.Source;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Version;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw file once: its bytes, and the SHA-256 over exactly these bytes. The attributes after the reading must be those
 * under which the file was found stable, so that no half-written or mixed content passes. A document above the size limit is
 * hashed as a stream and never held.
 */
final class RawReader {
    /** How much is read at once: the JDK keeps a buffer of this size for each thread. */
    private static final int CHUNK_BYTES = 256 * 1024;

    private final Source source;
    private final Zones zones;
    private final Intake intake;
    private final Ledger ledger;
    private final Workers workers;
    private final Reading.Purpose purpose;
    private final long documentBytesMax;
    private final Clock clock;

    RawReader(Source source, Zones zones, Workers workers) {
        this.source = source;
        this.zones = zones;
        this.intake = zones.intake();
        this.ledger = zones.ledger();
        this.workers = workers;
        this.purpose = new Reading.Purpose(source.schema(), ZoneEndpoint.VALIDATED, null);
        this.documentBytesMax = zones.limits().documentBytesMax();
        this.clock = zones.clock();
    }

    /**
     * Reads a file.
     *
     * @throws LeftPending when the file changed meanwhile, or is not begun because Sluice stops or the source pauses
     * @throws EnvironmentFault when it cannot be read, or the ledger cannot be asked
     * @throws io.sluice.check.NotEnoughMemory when its bytes do not fit into the heap
     */
    Reading read(FileId id, FoundFile found) throws LeftPending, EnvironmentFault {
        if (intake.stopping() || intake.faults().givesBack(id.source(), id.path())) {
            throw LeftPending.givenBack(id.toString());
        }
        RawAttributes attributes = found.attributes();
        Path raw = found.path();
        FileRef file = zones.file(id);
        boolean again = intake.faults().hasMet(id.source(), id.path(), attributes);
        zones.events().publish(new Event.FileBegun(file, again));
        Instant startedAt = clock.instant();
        HeapShare.Part memory = memoryFor(attributes, documentBytesMax);
        boolean whole = false;
        try {
            MessageDigest sha256 = Sha256.digest();
            byte[] content = read(id, found, sha256);
            Version current = found.decided() ? ledger.current(id).orElse(null) : null;
            Reading reading = new Reading(
                    file,
                    id,
                    raw,
                    attributes,
                    Sha256.hex(sha256.digest()),
                    content,
                    startedAt,
                    current,
                    refused(raw, attributes, content),
                    purpose,
                    workers);
            whole = true;
            return reading.holding(memory);
        } finally {
            if (!whole) {
                memory.giveBack();
            }
        }
    }

    /** The bytes, and the copy of them that steps are given; a document above the limit is never held. */
    static HeapShare.Part memoryFor(RawAttributes attributes, long documentBytesMax) {
        return HeapShare.CONTENTS.take(attributes.sizeBytes() > documentBytesMax ? 0 : 2 * attributes.sizeBytes());
    }

    /** Whether the ledger already holds a standing decision on the content that was read. */
    boolean isUnchanged(Reading reading) {
        Version current = reading.current();
        return current != null
                && current.sha256().equals(reading.sha256())
                && current.state()
                        .stands(current.schemaSha256(), source.schema().sha256());
    }

    private Findings refused(Path raw, RawAttributes attributes, byte @Nullable [] content) {
        String name = String.valueOf(raw.getFileName());
        if (name.endsWith(".reason.json")) {
            return DocumentChecker.reservedName(name);
        }
        return content == null ? DocumentChecker.tooLarge(attributes.sizeBytes(), documentBytesMax) : Findings.NONE;
    }

    private byte @Nullable [] read(FileId id, FoundFile found, MessageDigest sha256)
            throws LeftPending, EnvironmentFault {
        Path raw = found.path();
        RawAttributes attributes = found.attributes();
        try (OpenFile file = found.open().open(raw)) {
            byte[] content = null;
            if (attributes.sizeBytes() > documentBytesMax) {
                hash(file.channel(), sha256);
            } else {
                content = whole(id, file.channel(), Math.toIntExact(attributes.sizeBytes()));
                sha256.update(content);
            }
            if (!file.is(attributes) || !RawAttributes.of(raw).equals(attributes)) {
                throw LeftPending.changed(id.toString());
            }
            return content;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw LeftPending.changed(id.toString());
        } catch (IOException e) {
            throw intake.cannotRead(raw, e);
        }
    }

    /**
     * Never more than the scan found: what replaced the file since may be of any size. What was added to it since shows in
     * its attributes.
     */
    static byte[] whole(FileId id, ReadableByteChannel in, int sizeBytes) throws IOException, LeftPending {
        ByteBuffer content = ByteBuffer.allocate(sizeBytes);
        while (content.hasRemaining()) {
            content.limit(Math.min(sizeBytes, content.position() + CHUNK_BYTES));
            if (in.read(content) < 0) {
                throw LeftPending.changed(id.toString());
            }
            content.limit(sizeBytes);
        }
        return content.array();
    }

    static void hash(ReadableByteChannel in, MessageDigest sha256) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (in.read(buffer) >= 0) {
            sha256.update(buffer.flip());
            buffer.clear();
        }
    }
}
