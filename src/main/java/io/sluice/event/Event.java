package io.sluice.event;

import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that happened. What is logged, counted, saved for {@code status} and measured comes from these. */
public sealed interface Event {

    /** A worker begins with a file. */
    record FileBegun(FileRef file) implements Event {}

    /**
     * A file was published, and the ledger says so.
     *
     * @param zone the zone that it was published to
     * @param version the number of the version of this path
     * @param sha256 of what was read
     * @param publishedSha256 of what was published; the same where the zone keeps files as they were read
     * @param bytes the size of what was read
     * @param seconds from the beginning of its reading to the decision
     */
    record FilePublished(
            FileRef file, String zone, int version, String sha256, String publishedSha256, long bytes, double seconds)
            implements Event {}

    /**
     * A file was rejected, and the ledger says so.
     *
     * @param code of the first error
     * @param place of the first error, in words; empty when it has none
     * @param message the first error, in words
     * @param errorCount the true number of errors
     * @param reasons where all of them are kept
     */
    record FileRejected(
            FileRef file,
            int version,
            String sha256,
            long bytes,
            double seconds,
            String code,
            String place,
            String message,
            long errorCount,
            Path reasons)
            implements Event {}

    /** A stage that publishes nothing has done its work on a file. */
    record FileDone(FileRef file, String sha256, long bytes, double seconds) implements Event {}

    /** A stage has passed over a file: a later version took its place, or an operator asked for it. */
    record FilePassedOver(FileRef file, Outcome outcome) implements Event {}

    /**
     * A file stays pending, and no fault of the environment is to blame: it changed meanwhile, or its route leaves it.
     *
     * @param why in words, as a sentence about the file
     */
    record FileLeft(FileRef file, Outcome outcome, String why) implements Event {}

    /** Raw data was changed, which is an alarm: {@code before} and {@code now} are hashes. */
    record RawChanged(FileRef file, String before, int versionBefore, String now, int version, String state)
            implements Event {}

    /** A path that was rejected was delivered again with another content. */
    record DeliveredAgain(FileRef file, int version) implements Event {}

    /** A file has the same content as another one. */
    record SameContent(FileRef file, String other) implements Event {}

    /** A step behind a decision has failed; the decision stands and the step is not run again. */
    record StepFailedAfterDecision(FileRef file, String state, String step, String why) implements Event {}

    /** A cause of faults was met for the first time. */
    record FaultOpened(EnvironmentFault fault, String message, boolean isTriedAgain) implements Event {}

    /** A cause of faults is over. */
    record FaultOver(EnvironmentFault.Kind kind, String message, long seconds, long times) implements Event {}

    /** Sluice itself has failed. */
    record Defect(String what, Throwable cause) implements Event {}

    /** Something lies in the raw zone that belongs to no source, which is an alarm. */
    record UndeclaredFound(long count, String what, Path raw, Path sources) implements Event {}

    /** A schema that was used has other bytes now, which is an alarm. */
    record SchemaEdited(String schema, String used, String now) implements Event {}

    /** Files became durable and visible together. */
    record FilesCommitted(int files, long bytes, double seconds) implements Event {}

    /** Decisions were entered in the ledger in one transaction. */
    record DecisionsEntered(int decisions, double seconds) implements Event {}

    /**
     * A step of a route has ended; told only while somebody {@linkplain Events#wantsSteps measures}.
     *
     * @param step as its route's author knows it
     */
    record StepEnded(String stage, @Nullable String source, String step, double seconds) implements Event {}
}
