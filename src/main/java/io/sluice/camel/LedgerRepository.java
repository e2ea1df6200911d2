package io.sluice.camel;

import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.LedgerIndex;
import io.sluice.intake.RawAttributes;
import io.sluice.intake.Sources;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The ledger, seen as Camel's idempotent repository. Camel's key is the absolute path of the raw file.
 *
 * <p>{@link #contains} compares the file with its current version. {@link #add} and {@link #remove}, which Camel calls
 * when an exchange ends, change nothing: the route's own step has written the decision, in one transaction, before the
 * exchange ends, and the last good version of a changed file is never forgotten.
 */
public final class LedgerRepository extends ServiceSupport implements IdempotentRepository {
    private final Ledger ledger;
    private final Sources sources;
    private final LedgerIndex index;

    /** Begins to read what the ledger holds, for the looks that follow. */
    public LedgerRepository(Ledger ledger, Sources sources) {
        this.ledger = ledger;
        this.sources = sources;
        this.index = new LedgerIndex(ledger, sources);
        index.beginLoading();
    }

    /** What the ledger holds, in memory. */
    LedgerIndex index() {
        return index;
    }

    /**
     * Whether the ledger holds a decision on the file as it is: same size, same mtime, and for a rejected file the same
     * schema.
     */
    @Override
    public boolean contains(String key) {
        try {
            RawAttributes attributes = RawAttributes.of(Path.of(key));
            Optional<Version> current = ledger.current(sources.fileOf(key));
            return current.isPresent()
                    && current.get().sizeBytes() == attributes.sizeBytes()
                    && current.get().mtimeNs() == attributes.mtimeNs()
                    && stands(current.get());
        } catch (IOException | EnvironmentFault e) {
            throw new RuntimeCamelException("Cannot tell whether " + key + " was processed: " + e.getMessage(), e);
        }
    }

    private boolean stands(Version version) {
        String schemaSha256 = sources.named(version.file().source()).schema().sha256();
        return version.state().stands(version.schemaSha256(), schemaSha256);
    }

    @Override
    public boolean add(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    /** Refused: the ledger is append-only. */
    @Override
    public void clear() {
        throw new UnsupportedOperationException("the ledger is append-only");
    }
}
