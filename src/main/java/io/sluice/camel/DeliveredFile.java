package io.sluice.camel;

import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was read. It travels with the exchange; its bytes are the body, which is null for a document above the
 * size limit.
 *
 * @param raw absolute path in the raw zone
 * @param attributes unchanged from before the reading to after it
 * @param sha256 of all the bytes, lower-case hex
 * @param current what the ledger held before; null for a new path
 */
public record DeliveredFile(
        FileId id,
        Path raw,
        RawAttributes attributes,
        String sha256,
        Instant startedAt,
        @Nullable Version current) {
    private static final String PROPERTY = "sluiceFile";

    /**
     * The file that an exchange carries.
     *
     * @throws IllegalStateException when the route has not read the file yet
     */
    public static DeliveredFile of(Exchange exchange) {
        DeliveredFile file = exchange.getProperty(PROPERTY, DeliveredFile.class);
        if (file == null) {
            throw new IllegalStateException("this step needs the step \"read\" before it");
        }
        return file;
    }

    void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
