package io.sluice.event.log;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Every line of the log about files, faults, alarms and defects. People read the message; programs read the fields that
 * {@code migration.json} has beside it, and need not take a message apart. Operators grep for what messages begin with.
 */
public final class EventLog implements Events.Listener {
    private static final Logger PIPELINE = LoggerFactory.getLogger("pipeline");
    private static final Logger VALIDATION = LoggerFactory.getLogger("validation");
    private static final Logger LEDGER = LoggerFactory.getLogger("ledger");
    private static final Logger ENVIRONMENT = LoggerFactory.getLogger("environment");
    private static final Logger HEARTBEAT = LoggerFactory.getLogger("heartbeat");
    private static final Logger PREFLIGHT = LoggerFactory.getLogger("preflight");
    private static final Logger SCAN = LoggerFactory.getLogger("scan");

    private final HomePaths home;

    /** @param home what paths in messages are shown relative to */
    public EventLog(Path home) {
        this.home = new HomePaths(home);
    }

    @Override
    public void happened(Event event) {
        if (!aboutAFile(event) && !aboutADecision(event) && !aboutAFault(event)) {
            aboutARun(event);
        }
    }

    private boolean aboutAFile(Event event) {
        if (event instanceof Event.FileBegun begun) {
            if (!begun.again()) {
                line(PIPELINE.atInfo(), "begun", begun.file())
                        .log("Processing file {}{}", begun.file(), atStage(begun.file()));
            }
        } else if (event instanceof Event.FileUnderWay longer) {
            line(PIPELINE.atWarn(), "under_way", longer.file())
                    .addKeyValue("seconds", longer.seconds())
                    .log(
                            "{}{} is under way for {} s and waits for {}; the scan of its source ends with it",
                            longer.file(),
                            atStage(longer.file()),
                            longer.seconds(),
                            longer.waitsFor());
        } else if (event instanceof Event.FilePublished published) {
            log(published);
        } else if (event instanceof Event.FileRejected rejected) {
            log(rejected);
        } else if (event instanceof Event.FileDone done) {
            line(PIPELINE.atInfo(), "done", done.file())
                    .addKeyValue("outcome", word(Outcome.DONE))
                    .addKeyValue("sha256", done.sha256())
                    .addKeyValue("seconds", rounded(done.seconds()))
                    .log("Done with {} in stage {}", done.file(), done.file().stage());
        } else if (event instanceof Event.FilePassedOver over) {
            line(PIPELINE.atInfo(), "passed_over", over.file())
                    .addKeyValue("outcome", word(over.outcome()))
                    .log("Stage {} passes over {}: {}", over.file().stage(), over.file(), word(over.outcome()));
        } else if (event instanceof Event.FileLeft left) {
            line(PIPELINE.atInfo(), "left", left.file())
                    .addKeyValue("outcome", word(left.outcome()))
                    .log("{} {}", left.file(), left.why());
        } else {
            return false;
        }
        return true;
    }

    private static void log(Event.FilePublished published) {
        LoggingEventBuilder line = line(PIPELINE.atInfo(), "published", published.file())
                .addKeyValue("outcome", published.zone().equals("validated") ? "validated" : "published")
                .addKeyValue("sha256", published.sha256())
                .addKeyValue("seconds", rounded(published.seconds()));
        if (!published.publishedSha256().equals(published.sha256())) {
            line = line.addKeyValue("published_sha256", published.publishedSha256());
        }
        line.log(
                "Published {}{}, SHA-256 {}",
                published.file(),
                published.zone().equals("validated") ? "" : " in zone:" + published.zone(),
                published.publishedSha256());
    }

    /** What everybody knows is left out. */
    private static String atStage(FileRef file) {
        return file.stage().equals(FileRef.VALIDATE) ? "" : " at stage " + file.stage();
    }

    private void log(Event.FileRejected rejected) {
        line(VALIDATION.atError(), "rejected", rejected.file())
                .addKeyValue("outcome", word(Outcome.REJECTED))
                .addKeyValue("sha256", rejected.sha256())
                .addKeyValue("code", rejected.code())
                .addKeyValue("errors", rejected.errorCount())
                .addKeyValue("seconds", rounded(rejected.seconds()))
                .log(
                        "Validation failed for {}{}: {} {}, first{}: {} Reasons: {}",
                        rejected.file(),
                        atStage(rejected.file()),
                        rejected.errorCount(),
                        rejected.errorCount() == 1 ? "error" : "errors",
                        rejected.place().isEmpty() ? "" : " at " + rejected.place(),
                        rejected.message(),
                        home.show(rejected.reasons()));
    }

    private static boolean aboutADecision(Event event) {
        if (event instanceof Event.RawChanged changed) {
            line(LEDGER.atError(), "raw_changed", changed.file())
                    .addKeyValue("sha256", changed.now())
                    .addKeyValue("sha256_before", changed.before())
                    .log(
                            "Checksum mismatch: {} was changed in the raw zone, where data is immutable; it was {} as"
                                    + " version {} and is {} as version {} ({}). Ask the supplier why.",
                            changed.file(),
                            changed.before(),
                            changed.versionBefore(),
                            changed.now(),
                            changed.version(),
                            changed.state());
        } else if (event instanceof Event.DeliveredAgain again) {
            line(LEDGER.atInfo(), "delivered_again", again.file())
                    .log("{} was delivered again after its rejection, as version {}", again.file(), again.version());
        } else if (event instanceof Event.SameContent same) {
            line(LEDGER.atWarn(), "same_content", same.file())
                    .addKeyValue("other", same.other())
                    .log("{} has the same content as {}", same.file(), same.other());
        } else if (event instanceof Event.StepFailedAfterDecision failed) {
            line(PIPELINE.atError(), "step_failed_after_decision", failed.file())
                    .addKeyValue("outcome", failed.state().toLowerCase(Locale.ROOT))
                    .addKeyValue("step", failed.step())
                    .log(
                            "{} failed behind the decision on {}, which stays {}; it is not run again for this file ({})."
                                    + " What must arrive belongs into a route of its own.",
                            failed.step(),
                            failed.file(),
                            failed.state(),
                            failed.why());
        } else {
            return false;
        }
        return true;
    }

    private static boolean aboutAFault(Event event) {
        if (event instanceof Event.FaultOpened opened) {
            fault(ENVIRONMENT.atError(), "fault_opened", opened.fault().kind(), List.of(opened.source()))
                    .log(
                            "{} (said once; {})",
                            opened.message(),
                            opened.isTriedAgain() ? "it is tried again" : "the next run tries again");
            ENVIRONMENT.debug("The fault in full", opened.fault());
        } else if (event instanceof Event.FaultGoesOn on) {
            fault(
                            HEARTBEAT.atError(),
                            "fault_goes_on",
                            on.fault().kind(),
                            on.fault().sources())
                    .addKeyValue("times", on.fault().times())
                    .log("Still: {}", on.fault().message());
        } else if (event instanceof Event.FaultOver over) {
            fault(ENVIRONMENT.atInfo(), "fault_over", over.kind(), over.sources())
                    .addKeyValue("seconds", over.seconds())
                    .addKeyValue("times", over.times())
                    .log("Over after {} s, met {} times: {}", over.seconds(), over.times(), over.message());
        } else if (event instanceof Event.Defect defect) {
            FileRef file = defect.file();
            LoggingEventBuilder line = PIPELINE.atError();
            (file == null ? line.addKeyValue("event", "defect") : line(line, "defect", file))
                    .setCause(defect.cause())
                    .log("Defect in Sluice: {}", defect.what());
        } else {
            return false;
        }
        return true;
    }

    private void aboutARun(Event event) {
        if (event instanceof Event.UndeclaredFound undeclared) {
            PIPELINE.atWarn()
                    .addKeyValue("event", "undeclared")
                    .addKeyValue("count", undeclared.count())
                    .log(
                            "Nobody takes what belongs to no source; in {} there are {}. Declare it with a route file in"
                                    + " {}, or move it away.",
                            home.show(undeclared.raw()),
                            OneLine.of(undeclared.what()),
                            home.show(undeclared.sources()));
        } else if (event instanceof Event.SchemaEdited edited) {
            PREFLIGHT
                    .atError()
                    .addKeyValue("event", "schema_edited")
                    .addKeyValue("schema", edited.schema())
                    .log(
                            "The schema {} was used with SHA-256 {} and now has {}: a used schema is immutable. Restore it,"
                                    + " and put the change into a new version under a new name. Files that were rejected"
                                    + " are checked again; files that were published are not.",
                            edited.schema(),
                            edited.used(),
                            edited.now());
        } else if (event instanceof Event.PathPassedOver over) {
            SCAN.atWarn()
                    .addKeyValue("event", "path_passed_over")
                    .addKeyValue("source", over.source())
                    .log("Passed over {}: {}", over.place(), over.why());
        } else if (event instanceof Event.SourceEnded ended && ended.counts().alreadyProcessed() > 0) {
            PIPELINE.atInfo()
                    .addKeyValue("event", "source_ended")
                    .addKeyValue("run", ended.run())
                    .addKeyValue("source", ended.source())
                    .log(
                            "{}: already processed: {}",
                            ended.source(),
                            ended.counts().alreadyProcessed());
        }
    }

    private static LoggingEventBuilder line(LoggingEventBuilder line, String event, FileRef file) {
        return line.addKeyValue("event", event)
                .addKeyValue("run", file.run())
                .addKeyValue("stage", file.stage())
                .addKeyValue("source", file.source())
                .addKeyValue("file", file.path());
    }

    private static LoggingEventBuilder fault(
            LoggingEventBuilder line, String event, EnvironmentFault.Kind kind, List<String> sources) {
        return line.addKeyValue("event", event)
                .addKeyValue("kind", kind.name().toLowerCase(Locale.ROOT))
                .addKeyValue("sources", sources);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** To the millisecond. */
    private static double rounded(double seconds) {
        return Math.round(seconds * 1_000) / 1_000.0;
    }
}
