package io.sluice.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of one Sluice, read from {@code config/application.properties}. Every path is absolute.
 *
 * @param home what relative paths are relative to; {@code sluice.home}, the launcher's directory
 * @param raw {@code sluice.raw.directory}: one directory per source below it
 * @param validated {@code sluice.validated.directory}
 * @param deadLetter {@code sluice.dead-letter.directory}
 * @param backups {@code sluice.backups.directory}
 * @param ledger {@code sluice.ledger.file}: the SQLite file; the run lock is in and beside its directory
 * @param schemas {@code sluice.schemas.directory}
 * @param routes {@code sluice.routes.directory}
 * @param logs {@code sluice.logs.directory}
 * @param stableSeconds {@code sluice.stable.seconds}: how long a file must have stood still
 * @param documentSizeMibMax {@code sluice.document.size_mib_max}: larger documents are refused with a finding
 * @param publishDurability {@code sluice.publish.durability}: what a publication waits for
 * @param publishVerify {@code sluice.publish.verify}: whether what was written is hashed again
 * @param diskFreePercentMin {@code sluice.disk.free_percent_min}: below it free space is warned about
 * @param workers {@code sluice.workers}: threads per source; 0, from {@code auto}, leaves it to {@link #workersOf}
 * @param queueFilesMax {@code sluice.queue.files_max}: files per source that wait for a worker
 * @param pollDelayMs {@code sluice.poll.delay_ms}: between two looks at a source
 * @param fullLookSeconds {@code sluice.poll.full_look_seconds}: how often every file is compared, changed directory or
 *     not
 * @param retrySecondsMin {@code sluice.fault.retry_seconds_min}: first pause after an environment fault
 * @param retrySecondsMax {@code sluice.fault.retry_seconds_max}: longest pause, after doubling
 * @param stopSecondsMax {@code sluice.stop.seconds_max}: how long what is in flight may take to finish on a stop
 * @param zones the zones that the user has made, by name
 * @param observability what others may watch it by
 * @param camel every key and its value, as routes and Camel may ask for them, with what they refer to in its place
 */
public record Settings(
        Path home,
        Path raw,
        Path validated,
        Path deadLetter,
        Path backups,
        Path ledger,
        Path schemas,
        Path routes,
        Path logs,
        double stableSeconds,
        int documentSizeMibMax,
        Durability publishDurability,
        boolean publishVerify,
        int diskFreePercentMin,
        int workers,
        int queueFilesMax,
        int pollDelayMs,
        int fullLookSeconds,
        int retrySecondsMin,
        int retrySecondsMax,
        int stopSecondsMax,
        Map<String, UserZone> zones,
        Observability observability,
        Map<String, String> camel) {
    /** The zone in which the stage that reads the raw zone publishes. */
    public static final String VALIDATED = "validated";

    private static final int WORKERS_MAX = 4;

    /** A document of 58 MiB whose tree is read needs a heap of 600 MiB. */
    private static final long HEAP_PER_DOCUMENT_SIZE = 10;

    /**
     * The directory of a zone that files are published in.
     *
     * @throws IllegalArgumentException when there is no such zone
     */
    public Path zone(String name) {
        if (name.equals(VALIDATED)) {
            return validated;
        }
        UserZone zone = zones.get(name);
        if (zone == null) {
            throw new IllegalArgumentException(
                    "there is no zone \"" + name + "\"; expected one of: validated, " + zones.keySet());
        }
        return zone.directory();
    }

    /** Whether a zone keeps files as they were read. */
    public boolean isIdentical(String zone) {
        UserZone user = zones.get(zone);
        return user == null || user.content() == UserZone.Content.IDENTICAL;
    }

    /**
     * Threads for each of some sources. Left to Sluice, so many that all of them together keep the processors busy, and no
     * more: threads that wait for each other cost what they should spare. Nor more than may each hold a document of the
     * largest size.
     */
    public int workersOf(int sources) {
        return workers > 0
                ? workers
                : workersOf(
                        sources,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory());
    }

    int workersOf(int sources, int processors, long heapBytes) {
        long documents = heapBytes / (HEAP_PER_DOCUMENT_SIZE * documentSizeMibMax * 1024 * 1024);
        long share = Math.min(processors, documents) / Math.max(1, sources);
        return (int) Math.max(1, Math.min(WORKERS_MAX, share));
    }
}
