package io.sluice.operate.why;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.ledger.Version;
import io.sluice.text.HomePaths;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A version that was published, and whether it still is what the ledger says.
 *
 * @param path relative to the home where it lies in it; null when the settings do not say where the zone lies
 * @param condition null when the settings do not say where the zone lies
 */
public record PublishedLook(
        Version version, @Nullable String path, @Nullable Condition condition) {

    /** How the published file is. */
    public enum Condition {
        INTACT,
        MISSING,
        OTHER_BYTES;

        /** As programs read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether what the ledger says is published is not there as it says. */
    public boolean isDamaged() {
        return condition == Condition.MISSING || condition == Condition.OTHER_BYTES;
    }

    /** @param zone the directory of the zone; null when it is not known */
    static PublishedLook of(Version version, @Nullable Path zone, HomePaths home) throws EnvironmentFault {
        String published = version.publishedPath();
        if (zone == null || published == null) {
            return new PublishedLook(version, null, null);
        }
        Path file = zone.resolve(published);
        return new PublishedLook(version, home.relative(file).toString(), condition(file, version));
    }

    private static Condition condition(Path file, Version version) throws EnvironmentFault {
        if (!Files.isRegularFile(file)) {
            return Condition.MISSING;
        }
        try {
            return Sha256.of(file).equals(version.publishedSha256()) ? Condition.INTACT : Condition.OTHER_BYTES;
        } catch (IOException told) {
            throw IoFaults.of(told, file, "read", "whether it is what was published is not known");
        }
    }
}
