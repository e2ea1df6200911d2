package io.sluice.config;

import io.sluice.text.ClosestWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every key that starts with {@code sluice.}, with the value that holds when it is absent. */
final class Keys {
    static final Key<Path> RAW = Key.path("sluice.raw.directory", "data/raw/funding_sources");
    static final Key<Path> VALIDATED = Key.path("sluice.validated.directory", "data/transformed/validated");
    static final Key<Path> DEAD_LETTER = Key.path("sluice.dead-letter.directory", "data/dead-letter");
    static final Key<Path> BACKUPS = Key.path("sluice.backups.directory", "data/_backups");
    static final Key<Path> LEDGER = Key.path("sluice.ledger.file", "data/_ledger/ledger.db");
    static final Key<Path> SCHEMAS = Key.path("sluice.schemas.directory", "config/schemas");
    static final Key<Path> ROUTES = Key.path("sluice.routes.directory", "routes");
    static final Key<Path> LOGS = Key.path("sluice.logs.directory", "logs");

    static final Key<Double> STABLE_SECONDS = Key.decimal("sluice.stable.seconds", "1", "seconds", 0, 3_600);
    static final Key<Integer> DOCUMENT_SIZE_MIB_MAX = Key.whole("sluice.document.size_mib_max", "64", "MiB", 1, 1_024);
    static final Key<Durability> PUBLISH_DURABILITY = Key.word("sluice.publish.durability", "batch", Durability.class);
    static final Key<Boolean> PUBLISH_VERIFY = Key.choice("sluice.publish.verify", "false");
    static final Key<Integer> DISK_FREE_PERCENT_MIN = Key.whole("sluice.disk.free_percent_min", "20", "percent", 0, 99);

    static final Key<Integer> WORKERS = Key.wholeOrAuto("sluice.workers", "threads", 64);
    static final Key<Integer> QUEUE_FILES_MAX = Key.whole("sluice.queue.files_max", "64", "files", 1, 10_000);
    static final Key<Integer> POLL_DELAY_MS = Key.whole("sluice.poll.delay_ms", "500", "milliseconds", 10, 3_600_000);
    static final Key<Integer> FULL_LOOK_SECONDS =
            Key.whole("sluice.poll.full_look_seconds", "3600", "seconds", 1, 604_800);

    static final Key<Integer> RETRY_SECONDS_MIN = Key.whole("sluice.fault.retry_seconds_min", "1", "seconds", 1, 3_600);
    static final Key<Integer> RETRY_SECONDS_MAX =
            Key.whole("sluice.fault.retry_seconds_max", "60", "seconds", 1, 3_600);
    static final Key<Integer> STOP_SECONDS_MAX = Key.whole("sluice.stop.seconds_max", "8", "seconds", 1, 600);

    static final Key<OptionalInt> MANAGEMENT_PORT = Key.portOrOff("sluice.management.port");
    static final Key<Optional<Path>> METRICS_TEXTFILE = Key.fileOrOff("sluice.metrics.textfile", ".prom");

    static final List<Key<?>> ALL = List.of(
            RAW,
            VALIDATED,
            DEAD_LETTER,
            BACKUPS,
            LEDGER,
            SCHEMAS,
            ROUTES,
            LOGS,
            STABLE_SECONDS,
            DOCUMENT_SIZE_MIB_MAX,
            PUBLISH_DURABILITY,
            PUBLISH_VERIFY,
            DISK_FREE_PERCENT_MIN,
            WORKERS,
            QUEUE_FILES_MAX,
            POLL_DELAY_MS,
            FULL_LOOK_SECONDS,
            RETRY_SECONDS_MIN,
            RETRY_SECONDS_MAX,
            STOP_SECONDS_MAX,
            MANAGEMENT_PORT,
            METRICS_TEXTFILE);

    private Keys() {}

    static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The known key that may be meant; empty when none is near. */
    static Optional<String> closest(String name) {
        return ClosestWords.to(name, ALL.stream().map(Key::name).toList());
    }
}
