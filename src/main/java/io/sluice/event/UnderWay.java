package io.sluice.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The files that workers have begun with and that have not ended. A scan ends with its last file, so one that takes minutes is
 * told of, by its name and by what it waits for: after a minute, and again when twice the time is over. Safe for many threads.
 */
public final class UnderWay implements Events.Listener {
    private static final long TOLD_FIRST_NS = Duration.ofMinutes(1).toNanos();

    /** What the innermost method of ours that a worker is in says of what it waits for. */
    private static final Map<String, String> WORDS = Map.of(
            "io.sluice.check.HeapShare", "memory that other documents hold",
            "io.sluice.check.", "its check, which is at work",
            "io.sluice.camel.RawReader", "its reading",
            "io.sluice.camel.PublishedReader", "its reading",
            "io.sluice.zone.", "the disk that it is written to",
            "io.sluice.ledger.", "the ledger",
            "io.sluice.camel.StepGuard", "a step of its route");

    private static final String ELSEWHERE = "its commit, or a step behind that";

    private final Map<Key, Begun> files = new ConcurrentHashMap<>();
    private final Map<Thread, Key> workers = new ConcurrentHashMap<>();
    private final LongSupplier monotonicNs;

    /** Without the run, which may end meanwhile. */
    private record Key(String stage, String source, String path) {
        static Key of(FileRef file) {
            return new Key(file.stage(), file.source(), file.path());
        }
    }

    private static final class Begun {
        private final FileRef file;
        private final Thread worker;
        private final long sinceNs;
        private long toldAfterNs = TOLD_FIRST_NS;

        Begun(FileRef file, Thread worker, long sinceNs) {
            this.file = file;
            this.worker = worker;
            this.sinceNs = sinceNs;
        }
    }

    /** @param monotonicNs what is waited by, as {@link System#nanoTime} is */
    public UnderWay(LongSupplier monotonicNs) {
        this.monotonicNs = monotonicNs;
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.FileBegun begun) {
            Thread worker = Thread.currentThread();
            Key key = Key.of(begun.file());
            files.put(key, new Begun(begun.file(), worker, monotonicNs.getAsLong()));
            workers.put(worker, key);
        } else if (event instanceof Event.FileEnded ended) {
            Key key = Key.of(ended.file());
            Begun begun = files.remove(key);
            if (begun != null) {
                workers.remove(begun.worker, key);
            }
        }
    }

    /** Publishes what takes long, each sparingly. To be called by one thread, every few seconds. */
    public void tell(Events events) {
        long nowNs = monotonicNs.getAsLong();
        files.forEach((key, begun) -> {
            long tookNs = nowNs - begun.sinceNs;
            if (tookNs >= begun.toldAfterNs) {
                begun.toldAfterNs = 2 * tookNs;
                events.publish(new Event.FileUnderWay(
                        begun.file, Duration.ofNanos(tookNs).toSeconds(), waitsFor(key, begun.worker)));
            }
        });
    }

    private String waitsFor(Key key, Thread worker) {
        if (!key.equals(workers.get(worker))) {
            return ELSEWHERE; // the worker has gone on to another file
        }
        return Arrays.stream(worker.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("io.sluice."))
                .flatMap(name -> WORDS.entrySet().stream()
                        .filter(word -> name.startsWith(word.getKey()))
                        .max(Map.Entry.comparingByKey())
                        .stream())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(ELSEWHERE);
    }
}
