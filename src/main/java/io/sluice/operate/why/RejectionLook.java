package io.sluice.operate.why;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import io.sluice.text.HomePaths;
import io.sluice.zone.DeadLetterPlaces;
import io.sluice.zone.KeptReasons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why the last content of a file was rejected.
 *
 * @param reasonFile relative to the home where it lies in it
 * @param deadLetter where the rejected bytes are kept; null when they are not there
 * @param errorCount the true number of errors; 0 when the reasons are not there
 * @param reasons the first ones, in words; empty when the file of reasons is not there or is one of another content
 * @param schemaNow the name of the schema that the source's files are checked against now, where it is another schema, or the
 *     same one with other bytes; null otherwise, and when it is not known
 */
public record RejectionLook(
        String reasonFile,
        @Nullable String deadLetter,
        long errorCount,
        List<String> reasons,
        @Nullable String schemaNow) {
    static final int REASONS_MAX = 3;

    public RejectionLook {
        reasons = List.copyOf(reasons);
    }

    /** @param deadLetters the directory of all dead letters */
    static RejectionLook of(Version version, Path deadLetters, HomePaths home, @Nullable String schemaNow)
            throws EnvironmentFault {
        FileId file = version.file();
        DeadLetterPlaces places = DeadLetterPlaces.of(deadLetters, file.stage());
        Path reasonFile = places.reasonOf(file.source(), file.path());
        Path deadLetter = places.contentOf(file.source(), file.path());
        Optional<KeptReasons> kept = KeptReasons.read(reasonFile).filter(reasons -> isOf(version, reasons));
        return new RejectionLook(
                home.relative(reasonFile).toString(),
                Files.isRegularFile(deadLetter) ? home.relative(deadLetter).toString() : null,
                kept.map(KeptReasons::errorCount).orElse(0L),
                kept.map(reasons ->
                                reasons.reasons().stream().limit(REASONS_MAX).toList())
                        .orElse(List.of()),
                schemaNow);
    }

    /** What a stage has made of a file, and then rejected, has another hash than what it read. */
    private static boolean isOf(Version version, KeptReasons reasons) {
        return !version.file().stage().equals(FileId.VALIDATE)
                || reasons.sha256().equals(version.sha256());
    }
}
