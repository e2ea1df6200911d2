package io.sluice.event;

import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened. What is logged, counted, saved for {@code status} and measured comes from these. */
public sealed interface Event {

    /**
     * A worker begins with a file; told on its thread.
     *
     * @param again it has met a fault under this content that is not over, so that this was said
     */
    record FileBegun(FileRef file, boolean again) implements Event {}

    /**
     * A file that a worker has begun with takes long, and its source waits for it.
     *
     * @param seconds since it was begun
     * @param waitsFor in words
     */
    record FileUnderWay(FileRef file, long seconds, String waitsFor) implements Event {}

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
     * @param place line and column of the first error, in words; empty when it has none
     * @param pointer JSON pointer to the first error; empty for the whole document
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
            String pointer,
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

    /**
     * What a file that was taken up has come to, told once and after all else that happened to it. It may be taken up
     * again.
     *
     * @param bytes the size under which it was taken up
     */
    record FileEnded(FileRef file, Outcome outcome, long bytes) implements Event {}

    /**
     * Something in a source's directory is never taken: a symbolic link that leads out of it, a pipe, a name that is not
     * UTF-8. Told once of each.
     *
     * @param place its path, as people see it
     * @param why in words
     */
    record PathPassedOver(String source, String place, String why) implements Event {}

    /** A source's part of a run has ended. */
    record SourceEnded(String run, String source, Counts counts) implements Event {}

    /** Raw data was changed, which is an alarm: {@code before} and {@code now} are hashes. */
    record RawChanged(FileRef file, String before, int versionBefore, String now, int version, String state)
            implements Event {}

    /** A path that was rejected was delivered again with another content. */
    record DeliveredAgain(FileRef file, int version) implements Event {}

    /** A file has the same content as another one. */
    record SameContent(FileRef file, String other) implements Event {}

    /** A step behind a decision has failed; the decision stands and the step is not run again. */
    record StepFailedAfterDecision(FileRef file, String state, String step, String why) implements Event {}

    /**
     * A cause of faults was met for the first time, or again after it was over.
     *
     * @param message as people see it
     * @param isTriedAgain by this process
     * @param source whose file, or which itself, has met it
     */
    record FaultOpened(EnvironmentFault fault, String message, boolean isTriedAgain, String source) implements Event {}

    /** A cause of faults is still open; told every hour while watching. */
    record FaultGoesOn(OpenFault fault) implements Event {}

    /**
     * A cause of faults is over.
     *
     * @param seconds how long it lasted
     * @param times how often it was met
     * @param sources which have met it, by name
     */
    record FaultOver(EnvironmentFault.Kind kind, String message, long seconds, long times, List<String> sources)
            implements Event {
        public FaultOver {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Sluice itself has failed.
     *
     * @param file which stays pending for it; null when it is about no file
     */
    record Defect(String what, Throwable cause, @Nullable FileRef file) implements Event {}

    /**
     * Something lies in the raw zone that belongs to no source, which is an alarm. Told at the start of each run, which is
     * at least once a day.
     *
     * @param count how many directories and files
     * @param what the first of them, in words
     * @param raw the raw zone
     * @param sources where sources are declared
     */
    record UndeclaredFound(long count, String what, Path raw, Path sources) implements Event {}

    /**
     * A schema that was used has other bytes now, which is an alarm.
     *
     * @param schema its name
     * @param used the SHA-256 under which it was used first
     * @param now its SHA-256
     */
    record SchemaEdited(String schema, String used, String now) implements Event {}

    /**
     * Files became durable and visible together.
     *
     * @param files how many, the reasons of dead letters too
     */
    record FilesCommitted(int files, long bytes, double seconds) implements Event {}

    /** Decisions were entered in the ledger in one transaction. */
    record DecisionsEntered(int decisions, double seconds) implements Event {}

    /**
     * A step of a route that reads a zone has ended; told only while somebody {@linkplain Events#wantsSteps measures}.
     *
     * @param step as its route's author knows it
     */
    record StepEnded(String stage, @Nullable String source, String step, double seconds) implements Event {}
}
