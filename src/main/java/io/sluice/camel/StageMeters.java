package io.sluice.camel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sluice.event.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** The meters of one source at one stage. */
final class StageMeters {
    private static final Duration[] FILE_BUCKETS = {
        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Outcome, Counter> files = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> bytes = new ConcurrentHashMap<>();
    private final Timer fileSeconds;

    /** There are several steps for each file: two sums cost less than a timer, which looks at the clock for its maximum. */
    private final LongAdder steps = new LongAdder();

    private final LongAdder stepNs = new LongAdder();
    private final Counter stepsFailed;
    private final Counter rawChanged;

    StageMeters(MeterRegistry registry, String stage, String source) {
        this.registry = registry;
        this.tags = Tags.of("source", source, "stage", stage);
        fileSeconds = Timer.builder("sluice.file")
                .description("From the beginning of a file's reading to its decision")
                .tags(tags)
                .serviceLevelObjectives(FILE_BUCKETS)
                .register(registry);
        FunctionTimer.builder("sluice.step", steps, LongAdder::sum, count -> stepNs.sum(), TimeUnit.NANOSECONDS)
                .description("Each step of the route, from its beginning until it is done")
                .tags(tags)
                .register(registry);
        stepsFailed = Counter.builder("sluice.steps.failed")
                .description("Steps that failed behind a decision, which stands")
                .tags(tags)
                .register(registry);
        rawChanged = Counter.builder("sluice.raw.changed")
                .description("Raw files that were changed after a decision on them")
                .tags(tags)
                .register(registry);
    }

    /** What was taken up has come to this. */
    void ended(Outcome outcome) {
        files(outcome).increment();
    }

    /** It was decided. */
    void decided(Outcome outcome, long sizeBytes, double seconds) {
        bytes(outcome).increment((double) sizeBytes);
        record(fileSeconds, seconds);
    }

    void stepEnded(double seconds) {
        steps.increment();
        stepNs.add(Math.round(seconds * 1e9));
    }

    void stepFailed() {
        stepsFailed.increment();
    }

    void rawChanged() {
        rawChanged.increment();
    }

    /** Whenever it is asked; NaN for not known. */
    void pending(DoubleSupplier pending) {
        Gauge.builder("sluice.pending.files", pending::getAsDouble)
                .description("Files that are not decided, as of the last scan; NaN while that is not known")
                .tags(tags)
                .register(registry);
    }

    Counter files(Outcome outcome) {
        return files.computeIfAbsent(outcome, each -> Counter.builder("sluice.files")
                .description("Files that were taken up, by what became of them")
                .tags(with(each))
                .register(registry));
    }

    Counter bytes(Outcome outcome) {
        return bytes.computeIfAbsent(outcome, each -> Counter.builder("sluice.file.bytes")
                .description("Sizes of the files that were decided, as they were read")
                .baseUnit("bytes")
                .tags(with(each))
                .register(registry));
    }

    private Tags with(Outcome outcome) {
        return tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    static void record(Timer timer, double seconds) {
        timer.record(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS);
    }
}
