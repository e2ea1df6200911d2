package io.sluice.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.event.LookCount;
import io.sluice.event.Outcome;
import io.sluice.event.SourceProgress;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.DirectoryWalk;
import io.sluice.intake.FileIndex;
import io.sluice.intake.FileNames;
import io.sluice.intake.FullLooks;
import io.sluice.intake.IgnoredNames;
import io.sluice.intake.Intake;
import io.sluice.intake.Met;
import io.sluice.intake.RawAttributes;
import io.sluice.intake.UnreadableDirectory;
import io.sluice.intake.list.FileStatus;
import io.sluice.intake.list.GrowingLister;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConstants;
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
 * memory and the first is published at once; what a known file costs stands at {@link DirectoryWalk}. Everything else is
 * Camel's: matching, the in-progress repository, exchanges, completion.
 */
final class RawFileConsumer extends FileConsumer implements DirectoryWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger("scan");
    private static final File[] NOT_LISTED = new File[0];

    /** After so many different paths the warnings about what is passed over stop repeating themselves. */
    private static final int WARNED_MAX = 10_000;

    /** A look tells the ledger and {@code status} that the source is being watched, even when it finds nothing. */
    private static final long REST_NS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final RawFileEndpoint raw;
    private final LedgerRepository repository;
    private final StableFilter stable;
    private final Intake intake;
    private final Path root;
    private final DirectoryWalk walk;
    private final FullLooks fullLooks;
    private final Set<String> warned = new HashSet<>();

    private final GrowingLister lister = new GrowingLister();
    private long lookedNs;
    private boolean doneFileMissing;

    RawFileConsumer(
            RawFileEndpoint endpoint,
            Processor processor,
            GenericFileOperations<File> operations,
            GenericFileProcessStrategy<File> processStrategy,
            Intake intake,
            Duration fullLookEvery) {
        super(endpoint, processor, operations, processStrategy);
        this.raw = endpoint;
        this.intake = intake;
        this.root = endpoint.getFile().toPath().toAbsolutePath().normalize();
        this.repository = required(LedgerRepository.class, endpoint.getIdempotentRepository(), "idempotentRepository");
        this.stable = required(StableFilter.class, endpoint.stability(), "filter");
        this.walk = new DirectoryWalk(root, endpoint.isRecursive() ? endpoint.getMaxDepth() : 1, Clock.systemUTC());
        this.fullLooks = new FullLooks(fullLookEvery);
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
        LookCount look = new LookCount();
        SourceProgress progress = progress();
        progress.lookBegan(look, stable.stableMs());
        try {
            intake.refreshLedger();
            walk(repository.index().current(getRouteId()), look);
            stable.lookEnded();
        } catch (EnvironmentFault fault) {
            intake.faults().met(getRouteId(), fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Camel is stopping
        } catch (RuntimeException | Error defect) {
            // Camel would never poll again after an error, and say an exception anew at each poll
            intake.defect("A look at " + intake.shown(root) + " broke off; it is tried again", defect);
            intake.faults().brokeOff(getRouteId());
        } finally {
            lookedNs = System.nanoTime();
            progress.walked();
        }
        return (int) Math.min(Integer.MAX_VALUE, look.seenCount() - look.knownCount());
    }

    private void walk(FileIndex files, LookCount look) {
        long beganNs = System.nanoTime();
        boolean full = fullLooks.isDue(files, beganNs);
        lister.expect(files.size());
        walk.walk(files, lister, full, look, this);
        if (full && goesOn()) {
            fullLooks.ended(files, beganNs);
        }
    }

    /** Whether a look would find what the last one found, so that it may be left out. */
    boolean rests() {
        long nowNs = System.nanoTime();
        try {
            return intake.mayRest(getRouteId())
                    && !fullLooks.isDue(nowNs)
                    && nowNs - lookedNs < REST_NS_MAX
                    && walk.rests()
                    && repository.index().isCurrent(getRouteId());
        } catch (EnvironmentFault fault) {
            return false; // the look that follows says what is wrong
        }
    }

    @Override
    public boolean goesOn() {
        return isBatchAllowed() && !intake.stopping();
    }

    @Override
    public void passedOver(Path directory, String name, String why) {
        warnOnce(intake.shown(directory) + "/" + name, why);
    }

    @Override
    public void unreadableFile(Path file, IOException why) {
        intake.faults().met(getRouteId(), intake.cannotRead(file, why));
    }

    @Override
    public void unreadable(Path directory, IOException why) {
        intake.faults().met(getRouteId(), UnreadableDirectory.fault(directory, intake.shown(directory), why));
    }

    @Override
    public Met file(Path file, FileStatus status, boolean decided) {
        String name = file.getFileName().toString();
        String key = file.toString();
        Optional<String> unusable = FileNames.unusable(key);
        if (unusable.isPresent()) {
            warnOnce(intake.shown(file), unusable.get());
            return Met.IGNORED;
        }
        if (IgnoredNames.ignores(name) || raw.isDoneFileName(name)) {
            return Met.IGNORED;
        }
        boolean mayTake = progress().mayTake(key) && !intake.faults().stopsTrying(getRouteId());
        return mayTake && !endpoint.getInProgressRepository().contains(key)
                ? take(file, key, status, decided)
                : Met.OPEN;
    }

    private Met take(Path path, String key, FileStatus status, boolean decided) {
        GenericFile<File> file = FoundFile.of(
                endpoint.getConfiguration().getDirectory(), endpoint.getCharset(), root, path, status, decided);
        String relative = file.getRelativeFilePath();
        RawAttributes attributes = RawAttributes.of(status);
        doneFileMissing = false;
        if (!isMatched(null, () -> file, file.getFileNameOnly(), key, () -> relative, false, NOT_LISTED)) {
            return notMatched();
        }
        if (!stable.accept(file, attributes)) {
            progress().unsettled(key);
            return Met.OPEN;
        }
        if (intake.mayTake(attributes.sizeBytes())) {
            take(file, key, attributes);
        }
        return Met.OPEN;
    }

    private Met notMatched() {
        if (doneFileMissing) {
            return Met.OPEN;
        }
        boolean byExpression = endpoint.getFilterFile() != null || endpoint.getFileName() != null;
        return byExpression ? Met.EXCLUDED : Met.IGNORED;
    }

    private void take(GenericFile<File> file, String key, RawAttributes attributes) {
        if (!endpoint.getInProgressRepository().add(key)) {
            intake.ended(attributes.sizeBytes());
            return;
        }
        Exchange exchange;
        try {
            exchange = createExchange(file);
            endpoint.configureExchange(exchange);
            endpoint.configureMessage(file, exchange.getIn());
        } catch (RuntimeException | Error defect) {
            endpoint.getInProgressRepository().remove(key);
            intake.ended(attributes.sizeBytes());
            throw defect;
        }
        progress().taken();
        exchange.getExchangeExtension()
                .addOnCompletion(new OutcomeReport(intake, progress(), key, attributes.sizeBytes(), () -> repository
                        .index()
                        .decided(getRouteId(), file.getRelativeFilePath().getBytes(UTF_8), attributes)));
        if (!processExchange(exchange)) {
            intake.ended(attributes.sizeBytes());
            progress().done(key, Outcome.GIVEN_BACK, 0);
        }
    }

    /** Camel would ask the file system again. */
    @Override
    protected void updateFileHeaders(GenericFile<File> file, Message message) {
        message.setHeader(FileConstants.FILE_LENGTH, file.getFileLength());
        message.setHeader(FileConstants.FILE_LAST_MODIFIED, file.getLastModified());
    }

    /** Camel asks whether the done-file is in the listing; there is no listing, so the file system is asked. */
    @Override
    protected boolean isMatched(Supplier<GenericFile<File>> file, String doneFileName, File[] files) {
        boolean exists = Files.exists(Path.of(doneFileName));
        doneFileMissing = !exists;
        return exists;
    }

    private void warnOnce(String shown, String why) {
        if (warned.size() < WARNED_MAX && warned.add(shown)) {
            LOG.warn("Passed over {}: {}", shown, why);
        }
    }
}
