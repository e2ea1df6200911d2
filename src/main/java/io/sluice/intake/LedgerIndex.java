package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.list.KernelLister;
import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.State;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ledger holds, in memory, one index per source: read once at the start, on a thread of its own, kept up by the
 * decisions of this process, and read again when a command changed the ledger beside it.
 */
public final class LedgerIndex {
    private static final Logger LOG = LoggerFactory.getLogger("scan");

    private final Ledger ledger;
    private final Sources sources;
    private final Map<String, Loaded> bySource = new HashMap<>();
    private final Map<String, FutureTask<Loaded>> loading = new HashMap<>();

    private record Loaded(FileIndex files, long generation) {}

    public LedgerIndex(Ledger ledger, Sources sources) {
        this.ledger = ledger;
        this.sources = sources;
    }

    /** Begins to read every source's files, so that they are there when the first scan begins. */
    public synchronized void beginLoading() {
        for (Source source : sources.all()) {
            loading.put(source.name(), new FutureTask<>(() -> load(source)));
        }
        FutureTask<?>[] tasks = loading.values().toArray(FutureTask[]::new);
        Thread thread = new Thread(
                () -> {
                    for (FutureTask<?> task : tasks) {
                        task.run();
                    }
                },
                "index");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The index of a source as the ledger is now. No file of the source may be in hand.
     *
     * @throws EnvironmentFault when the ledger cannot be read; the next call tries anew
     */
    public FileIndex current(String source) throws EnvironmentFault, InterruptedException {
        long generation = ledger.generation();
        Loaded loaded = loadedAtStart(source);
        if (loaded == null || loaded.generation() != generation) {
            loaded = load(sources.named(source));
            put(source, loaded);
        }
        return loaded.files();
    }

    /** Whether the index that was used last shows the ledger as it is now. */
    public boolean isCurrent(String source) throws EnvironmentFault {
        Loaded loaded = get(source);
        return loaded != null && loaded.generation() == ledger.generation();
    }

    /** A file that had these attributes came to this: a decision was recorded, or found to stand, or nothing was decided. */
    public void ended(String source, String path, RawAttributes attributes, Outcome outcome) {
        Loaded loaded = get(source);
        if (loaded == null) {
            return;
        }
        FileIndex files = loaded.files();
        byte[] bytes = path.getBytes(UTF_8);
        long key = files.key(bytes, bytes.length);
        switch (outcome) {
            case VALIDATED, REJECTED ->
                files.put(
                        key,
                        attributes.sizeBytes(),
                        attributes.mtimeNs(),
                        attributes.ctimeNs(),
                        outcome == Outcome.REJECTED);
            case UNCHANGED -> files.putAgain(key, attributes.sizeBytes(), attributes.mtimeNs(), attributes.ctimeNs());
            case PUBLISHED, DONE, SUPERSEDED, SKIPPED, FAULT, DEFECT, CHANGED, GIVEN_BACK -> {}
        }
    }

    private @Nullable Loaded loadedAtStart(String source) throws EnvironmentFault, InterruptedException {
        FutureTask<Loaded> task;
        synchronized (this) {
            task = loading.remove(source);
        }
        if (task == null) {
            return get(source);
        }
        // whoever of the two comes first does the work
        task.run();
        try {
            Loaded loaded = task.get();
            put(source, loaded);
            return loaded;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof EnvironmentFault fault) {
                throw fault;
            }
            throw new IllegalStateException("the ledger's files of " + source + " cannot be indexed", failed);
        }
    }

    private synchronized @Nullable Loaded get(String source) {
        return bySource.get(source);
    }

    private synchronized void put(String source, Loaded loaded) {
        bySource.put(source, loaded);
    }

    private Loaded load(Source source) throws EnvironmentFault {
        long generation = ledger.generation();
        FileIndex files = new FileIndex(files(source));
        String schema = source.schema().sha256();
        ledger.currentOf(source.name(), (path, sizeBytes, mtimeNs, ctimeNs, state, schemaSha256) -> {
            long key = files.key(path, path.length);
            if (ctimeNs != KnownFiles.UNKNOWN && state.stands(schemaSha256, schema)) {
                files.put(key, sizeBytes, mtimeNs, ctimeNs, state == State.REJECTED);
            } else {
                files.putOutdated(key, state == State.REJECTED);
            }
        });
        if (files.size() >= DirectoryWalk.LARGE_FILES_MIN) {
            // loads the C library's calls; mostly while Camel starts, and nobody waits
            boolean found = KernelLister.find().isPresent();
            LOG.debug("{} files of {} are known; listed by the kernel: {}", files.size(), source.name(), found);
        }
        return new Loaded(files, generation);
    }

    private long files(Source source) throws EnvironmentFault {
        return ledger.totals().stream()
                .filter(totals -> totals.source().equals(source.name()))
                .mapToLong(totals -> totals.validated() + totals.rejected())
                .sum();
    }
}
