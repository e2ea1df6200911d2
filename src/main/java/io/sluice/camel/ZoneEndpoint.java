package io.sluice.camel;

import io.sluice.intake.DoneFile;
import java.util.regex.Pattern;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Read files from zones of Sluice and publish in zones, with nothing lost, doubled or half written. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "zone",
        title = "Zone",
        syntax = "zone:name/source",
        remote = false,
        category = Category.FILE,
        headersClass = ZoneConstants.class)
@Metadata(excludeProperties = "bridgeErrorHandler,exceptionHandler") // of every endpoint, and not heeded by this one
public final class ZoneEndpoint extends DefaultEndpoint {
    private static final int WORKERS_MAX = 64;

    static final String RAW = "raw";
    static final String VALIDATED = "validated";
    static final String DEAD_LETTER = "dead-letter";

    @UriPath(description = "The zone: raw, validated, dead-letter, or one that the settings name.")
    @Metadata(required = true)
    private final String name;

    @UriPath(
            description =
                    "The source whose files are read, or to which a file is delivered (to zone:raw). Without one, a stage reads"
                            + " every source that no other route of it reads. A producer of another zone has none: the file keeps the source and the path under which it was read.")
    private @Nullable String source;

    @UriParam(
            label = "consumer",
            description =
                    "The name of the stage under which the ledger remembers what was done with each file. Where what"
                            + " others have published is read; the stage that reads zone:raw is called validate.")
    private @Nullable String stage;

    @UriParam(
            label = "consumer",
            defaultValue = "beginning",
            enums = "beginning,now",
            description = "Where a stage begins when it is started for the first time: with everything that was ever"
                    + " published, or with what is published from then on.")
    private String from = "beginning";

    @UriParam(
            label = "consumer",
            description = "Take only files whose name, without its directory, matches this Java regular expression, in"
                    + " upper or lower case. Empty: all of them.")
    private @Nullable String include;

    @UriParam(
            label = "consumer",
            description = "Take a file only once this file stands beside it, in place of waiting until it stands still:"
                    + " a name with ${file:name} or ${file:name.noext} in it, once at most. Done-files are never taken."
                    + " Empty: none is asked for.")
    private @Nullable String doneFileName;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many seconds size, mtime and inode change time of a file must have stood still before it is"
                            + " taken. 0 takes every file at once.")
    private double stableSeconds = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many threads read files and run the steps of the route. With one, the files of a source keep the order in which they were published.")
    private int workers = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "64",
            description = "How many files may wait for a worker; the scan waits when there are so many.")
    private int queueFilesMax = 64;

    @UriParam(
            label = "consumer",
            defaultValue = "500",
            javaType = "java.time.Duration",
            description = "Pause between two polls of the source's directory, in milliseconds.")
    private long delay = 500;

    ZoneEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException("workers is " + workers + "; expected 1 to " + WORKERS_MAX);
        }
        if (!name.equals(RAW)) {
            return stageConsumer(processor);
        }
        if (source == null) {
            throw new IllegalArgumentException("zone:raw is read source by source; expected zone:raw/<source>");
        }
        ((ZoneComponent) getComponent()).reads(source);
        RawConsumer consumer = new RawConsumer(this, processor, zones());
        configureConsumer(consumer);
        return consumer;
    }

    private Consumer stageConsumer(Processor processor) throws Exception {
        if (name.equals(DEAD_LETTER)) {
            throw new IllegalArgumentException("a route cannot read from zone:" + name);
        }
        if (stage == null || stage.isEmpty()) {
            throw new IllegalArgumentException("zone:" + name + " is read by a stage; expected stage=<name>");
        }
        StageConsumer consumer = new StageConsumer(this, processor, zones());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() throws Exception {
        if (name.equals(RAW) == (source == null)) {
            throw new IllegalArgumentException(
                    source == null
                            ? "a delivery names its source; expected zone:raw/<source>"
                            : "a file keeps its source; expected zone:" + name);
        }
        return switch (name) {
            case RAW -> new DeliveryProducer(this, zones());
            case DEAD_LETTER -> new DeadLetterProducer(this, zones());
            default -> new PublishProducer(this, zones());
        };
    }

    private Zones zones() {
        return ((ZoneComponent) getComponent()).zones();
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public @Nullable String getStage() {
        return stage;
    }

    public void setStage(String stage) {
        this.stage = stage;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public @Nullable String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    @Nullable
    Pattern includePattern() {
        return include == null || include.isEmpty() ? null : Pattern.compile(include, Pattern.CASE_INSENSITIVE);
    }

    public @Nullable String getDoneFileName() {
        return doneFileName;
    }

    public void setDoneFileName(String doneFileName) {
        this.doneFileName = doneFileName;
    }

    @Nullable
    DoneFile doneFile() {
        return doneFileName == null || doneFileName.isEmpty() ? null : DoneFile.of(doneFileName);
    }

    public double getStableSeconds() {
        return stableSeconds;
    }

    public void setStableSeconds(double stableSeconds) {
        this.stableSeconds = stableSeconds;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getQueueFilesMax() {
        return queueFilesMax;
    }

    public void setQueueFilesMax(int queueFilesMax) {
        this.queueFilesMax = queueFilesMax;
    }

    public long getDelay() {
        return delay;
    }

    public void setDelay(long delay) {
        this.delay = delay;
    }
}
