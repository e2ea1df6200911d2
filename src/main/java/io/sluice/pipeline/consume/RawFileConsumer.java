package io.sluice.pipeline.consume;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ops.IgnoredNames;
import io.sluice.pipeline.progress.Intake;
import io.sluice.pipeline.progress.LookCount;
import io.sluice.pipeline.progress.Outcome;
import io.sluice.pipeline.progress.SourceProgress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a source's directory.
 *
 * <p>Camel's own consumer lists a directory into memory, stats each entry several times, makes an exchange for each file
 * and hands over only when the whole scan is done. This one hands over while it walks, so that a million files cost no
 * memory and the first is published at once; a known file costs one {@code lstat} and a look into the ledger. Everything
 * else is Camel's: matching, the in-progress repository, exchanges, completion.
 */
final class RawFileConsumer extends FileConsumer implements DirectoryWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger("scan");
    private static final File[] NOT_LISTED = new File[0];

    /** After so many different paths the warnings about what is passed over stop repeating themselves. */
    private static final int WARNED_MAX = 10_000;

    private final RawFileEndpoint raw;
    private final LedgerRepository repository;
    private final StableFilter stable;
    private final Intake intake;
    private final Path root;
    private final Set<String> warned = new HashSet<>();

    private LookCount look = new LookCount();
    private boolean doneFileMissing;

    RawFileConsumer(
            RawFileEndpoint endpoint,
            Processor processor,
            GenericFileOperations<File> operations,
            GenericFileProcessStrategy<File> processStrategy,
            Intake intake) {
        super(endpoint, processor, operations, processStrategy);
        this.raw = endpoint;
        this.intake = intake;
        this.root = endpoint.getFile().toPath().toAbsolutePath().normalize();
        this.repository = required(LedgerRepository.class, endpoint.getIdempotentRepository(), "idempotentRepository");
        this.stable = required(StableFilter.class, endpoint.stability(), "filter");
        refuse(endpoint.getSorter() != null || endpoint.getSortBy() != null, "sorter and sortBy");
        refuse(endpoint.isShuffle(), "shuffle");
        refuse(endpoint.getMaxMessagesPerPoll() > 0, "maxMessagesPerPoll");
    }

    private static <T> T required(Class<T> type, Object value, String option) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the file consumer needs the option " + option + " to be a "
                    + type.getSimpleName() + ", and it is " + value);
        }
        return type.cast(value);
    }

    private static void refuse(boolean set, String options) {
        if (set) {
            throw new IllegalArgumentException(
                    options + " need the whole listing, and files are handed over while the directory is scanned");
        }
    }

    private SourceProgress progress() {
        return intake.progress(getRouteId());
    }

    @Override
    protected int poll(Exchange dynamic) throws Exception {
        if (!prepareOnStartup) {
            processStrategy.prepareOnStartup(operations, endpoint);
            prepareOnStartup = true;
        }
        shutdownRunningTask = null;
        pendingExchanges = 0;
        look = new LookCount();
        SourceProgress progress = progress();
        progress.lookBegan(look, stable.stableMs());
        try {
            intake.refreshLedger();
            new DirectoryWalk(root, endpoint.isRecursive() ? endpoint.getMaxDepth() : 1).walk(this);
            stable.lookEnded();
        } catch (EnvironmentFault fault) {
            intake.faults().met(getRouteId(), fault);
        } catch (Error error) {
            // Camel would never poll again after an error
            intake.defect("A look at " + intake.shown(root) + " broke off; it is tried again", error);
        } finally {
            progress.walked();
        }
        return (int) Math.min(Integer.MAX_VALUE, look.seenCount() - look.knownCount());
    }

    @Override
    public boolean goesOn() {
        return isBatchAllowed() && !intake.stopping();
    }

    @Override
    public boolean entersDirectory(Path directory) {
        String name = directory.getFileName().toString();
        if (name.startsWith(".")) {
            look.ignored();
            return false;
        }
        return endpoint.isRecursive();
    }

    @Override
    public void passedOver(Path path, String why) {
        warnOnce(path, why);
    }

    @Override
    public void unreadable(Path directory, IOException why) {
        intake.faults()
                .met(
                        getRouteId(),
                        new EnvironmentFault(
                                EnvironmentFault.Kind.SOURCE,
                                directory,
                                intake.shown(directory) + " cannot be listed (" + reason(why)
                                        + "); its files stay pending; make it exist and readable for this user",
                                why));
    }

    private static String reason(IOException why) {
        if (why instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (why instanceof AccessDeniedException) {
            return "permission denied";
        }
        return why instanceof NotDirectoryException ? "it is not a directory" : why.toString();
    }

    @Override
    public void file(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        Optional<String> unusable = FileNames.unusable(file);
        if (unusable.isPresent()) {
            look.ignored();
            warnOnce(file, unusable.get());
            return;
        }
        if (IgnoredNames.ignores(name) || raw.isDoneFileName(name)) {
            look.ignored();
            return;
        }
        look.seen();
        try {
            consider(file, attributes);
        } catch (UncheckedIOException e) {
            intake.faults().met(getRouteId(), intake.cannotRead(file, Objects.requireNonNull(e.getCause())));
        } catch (EnvironmentFault fault) {
            intake.faults().met(getRouteId(), fault);
        }
    }

    private void consider(Path file, BasicFileAttributes attributes) throws EnvironmentFault {
        String key = file.toString();
        if (repository.knows(key, attributes.size(), RawAttributes.nanoseconds(attributes.lastModifiedTime()))) {
            look.known();
        } else if (!progress().mayTake(key) || intake.faults().stopsTrying(getRouteId())) {
            look.waiting();
        } else if (endpoint.getInProgressRepository().contains(key)) {
            look.waiting();
        } else {
            take(file, key, attributes.size());
        }
    }

    private void take(Path path, String key, long sizeBytes) {
        GenericFile<File> file =
                asGenericFile(endpoint.getConfiguration().getDirectory(), path.toFile(), endpoint.getCharset(), false);
        String relative = root.relativize(path).toString();
        doneFileMissing = false;
        if (!isMatched(null, () -> file, file.getFileNameOnly(), key, () -> relative, false, NOT_LISTED)) {
            notMatched();
        } else if (!stable.accept(file)) {
            notStable(key);
        } else if (!intake.mayTake(sizeBytes)) {
            look.waiting();
        } else if (!endpoint.getInProgressRepository().add(key)) {
            intake.ended(sizeBytes);
            look.waiting();
        } else {
            Exchange exchange = createExchange(file);
            endpoint.configureExchange(exchange);
            endpoint.configureMessage(file, exchange.getIn());
            progress().taken();
            exchange.getExchangeExtension().addOnCompletion(new OutcomeReport(intake, progress(), key, sizeBytes));
            if (!processExchange(exchange)) {
                intake.ended(sizeBytes);
                progress().done(key, Outcome.GIVEN_BACK, 0);
            }
        }
    }

    private void notMatched() {
        if (doneFileMissing) {
            look.waiting();
        } else {
            look.excluded();
        }
    }

    private void notStable(String key) {
        if (stable.unsettled(key)) {
            look.waiting();
            progress().unsettled(key);
        } else {
            look.vanished();
        }
    }

    /** Camel asks whether the done-file is in the listing; there is no listing, so the file system is asked. */
    @Override
    protected boolean isMatched(Supplier<GenericFile<File>> file, String doneFileName, File[] files) {
        boolean exists = Files.exists(Path.of(doneFileName));
        doneFileMissing = !exists;
        return exists;
    }

    private void warnOnce(Path path, String why) {
        String shown = FileNames.escaped(path, intake.shown(path));
        if (warned.size() < WARNED_MAX && warned.add(shown)) {
            LOG.warn("Passed over {}: {}", shown, why);
        }
    }
}
