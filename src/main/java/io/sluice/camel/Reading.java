package io.sluice.camel;

import io.sluice.check.HeapShare;
import io.sluice.check.Schema;
import io.sluice.check.finding.Findings;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import io.sluice.ledger.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a reading: which file was read, and which bytes under which digest. The consumer of a zone leaves it with
 * the exchange, and the producers of zones take source, path and bytes from it. It also holds what the file has come to.
 *
 * <p>Its bytes are its own: what a step does to the body does nothing to them.
 */
final class Reading implements SafeCopyProperty {
    private static final String PROPERTY = "SluiceReading";

    private final FileRef file;
    private final FileId id;
    private final Path path;
    private final RawAttributes attributes;
    private final String sha256;
    private final Instant startedAt;
    private final @Nullable Version current;
    private final Findings refused;
    private final Purpose purpose;
    private final Workers workers;
    private final AtomicBoolean taken = new AtomicBoolean();
    private byte @Nullable [] content;
    private HeapShare.Part memory = HeapShare.Part.NONE;
    private @Nullable Outcome outcome;
    private @Nullable Throwable failure;
    private @Nullable Runnable waiting;
    private Consumer<Throwable> broken = why -> {};
    private volatile boolean over;

    /**
     * What a file is read for.
     *
     * @param schema what it is to be held against; null at a stage that checks nothing
     * @param publishes the zone that its stage publishes to; null when that publishes nothing
     * @param news what was published of it; null for a raw file
     */
    record Purpose(
            @Nullable Schema schema,
            @Nullable String publishes,
            @Nullable News news) {}

    /**
     * @param file as it was taken up
     * @param path absolute
     * @param attributes unchanged from before the reading to after it
     * @param sha256 of all the bytes, lower-case hex
     * @param content the bytes; null for a document above the size limit
     * @param current what the ledger held before; null for a new path
     * @param refused why no check has to look at the content; nothing when one has
     * @param workers who runs the steps of the exchange
     */
    Reading(
            FileRef file,
            FileId id,
            Path path,
            RawAttributes attributes,
            String sha256,
            byte @Nullable [] content,
            Instant startedAt,
            @Nullable Version current,
            Findings refused,
            Purpose purpose,
            Workers workers) {
        this.file = file;
        this.id = id;
        this.path = path;
        this.attributes = attributes;
        this.sha256 = sha256;
        this.content = content;
        this.startedAt = startedAt;
        this.current = current;
        this.refused = refused;
        this.purpose = purpose;
        this.workers = workers;
    }

    /** The receipt that an exchange carries; null when it was not read from a zone. */
    static @Nullable Reading of(Exchange exchange) {
        return exchange.getExchangeExtension().getSafeCopyProperty(PROPERTY, Reading.class);
    }

    /** @throws StepFault when the exchange carries none */
    static Reading required(Exchange exchange, String endpoint) throws StepFault {
        Reading reading = of(exchange);
        if (reading == null) {
            throw new StepFault(
                    endpoint + " takes only what was read from a zone; the route must begin with from: zone:…");
        }
        return reading;
    }

    /** Where no step reaches it, and copies of the exchange have it too. */
    void attachTo(Exchange exchange) {
        exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, this);
    }

    @Override
    public SafeCopyProperty safeCopy() {
        return this;
    }

    /**
     * The schema that the file is to be held against.
     *
     * @throws StepFault when its stage has none
     */
    Schema schema(String endpoint) throws StepFault {
        Schema schema = purpose.schema();
        if (schema == null) {
            throw new StepFault("the route of stage " + id.stage() + " has no json-validator of its own, and "
                    + endpoint + " takes nothing that was not checked");
        }
        return schema;
    }

    Purpose purpose() {
        return purpose;
    }

    /** As it was taken up. */
    FileRef file() {
        return file;
    }

    /** As it is decided in a run, which may not be the one in which it was taken up. */
    FileRef file(String run) {
        return file.run().equals(run) ? file : new FileRef(run, file.stage(), file.source(), file.path());
    }

    FileId id() {
        return id;
    }

    Path path() {
        return path;
    }

    RawAttributes attributes() {
        return attributes;
    }

    String sha256() {
        return sha256;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** From its beginning until then. */
    double seconds(Instant then) {
        return Duration.between(startedAt, then).toNanos() / 1e9;
    }

    @Nullable
    Version current() {
        return current;
    }

    Findings refused() {
        return refused;
    }

    Workers workers() {
        return workers;
    }

    byte @Nullable [] content() {
        return content;
    }

    /**
     * A producer takes the file, once. Copies of an exchange, as a multicast makes them, share the receipt.
     *
     * @throws StepFault when one has already
     */
    void take(String endpoint) throws StepFault {
        if (!taken.compareAndSet(false, true)) {
            throw new StepFault(
                    over
                            ? id + " has left its route; " + endpoint + " comes too late"
                            : id + " was already taken to a zone; " + endpoint
                                    + " is one too many: what reads on from there is a route of its own");
        }
    }

    /** Whether a producer has taken it, so that its worker may go on with others. */
    boolean isTaken() {
        return taken.get();
    }

    /** What took the file could not. */
    void giveBack(Throwable why) {
        fails(why);
        taken.set(false);
        goOn();
    }

    /** What of its way has failed, unless something comes of it after all. */
    synchronized void fails(Throwable why) {
        failure = why;
    }

    /** What ends its way when a thread that goes on with it breaks off. */
    void onBreak(Consumer<Throwable> end) {
        broken = end;
    }

    /** The thread that went on with it has broken off, and no step of its route was to blame. */
    void breaksOff(Throwable why) {
        broken.accept(why);
    }

    /** Why its way has failed, or the last producer could not take it; null when nothing has. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /**
     * The exchange has ended. No copy of it may take the file any more; where one has, and has not answered, the file's way
     * ends when it has.
     *
     * @param then run when the producer has answered
     * @return whether there is such a producer
     */
    synchronized boolean endWaits(Runnable then) {
        over = true;
        boolean waits = !taken.compareAndSet(false, true) && outcome == null && waiting == null;
        if (waits) {
            waiting = then;
        }
        return waits;
    }

    private void goOn() {
        Runnable then;
        synchronized (this) {
            then = waiting;
            waiting = null;
        }
        if (then != null) {
            then.run();
        }
    }

    /** The memory that its bytes and the body have, until {@link #release}. */
    Reading holding(HeapShare.Part part) {
        memory = part;
        return this;
    }

    /** The bytes are written, or nobody needs them any longer. */
    void release() {
        content = null;
        memory.giveBack();
    }

    /** What the file has come to; a decision stands whatever comes after it. */
    void cameTo(Outcome what) {
        synchronized (this) {
            if (!isDecided()) {
                outcome = what;
            }
        }
        goOn();
    }

    synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    /** Whether the ledger holds the decision. */
    synchronized boolean isDecided() {
        return outcome == Outcome.VALIDATED || outcome == Outcome.PUBLISHED || outcome == Outcome.REJECTED;
    }
}
