package io.sluice.operate.why;

import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.ledger.lease.RunLock;
import io.sluice.operate.NamedFile;
import io.sluice.operate.why.RawLook.Code;
import io.sluice.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What everything that is known of a file comes to: how it stands, in one sentence, and what to do next. */
final class Verdict {
    private final RawLook raw;
    private final @Nullable Version decision;
    private final @Nullable PublishedLook published;
    private final @Nullable RejectionLook rejection;
    private final List<StageLook> stages;
    private final List<OpenFault> faults;
    private final Situation situation;
    private final boolean namedElsewhere;
    private final String source;
    private final String name;
    private final List<String> notes = new ArrayList<>();
    private final List<String> next = new ArrayList<>();
    private Standing standing = Standing.UNKNOWN;
    private String message = "";

    Verdict(
            NamedFile file,
            RawLook raw,
            @Nullable Version decision,
            @Nullable PublishedLook published,
            @Nullable RejectionLook rejection,
            List<StageLook> stages,
            List<OpenFault> faults,
            Situation situation)
            throws EnvironmentFault {
        this.raw = raw;
        this.decision = decision;
        this.published = published;
        this.rejection = rejection;
        this.stages = stages;
        this.faults = faults;
        this.situation = situation;
        this.namedElsewhere = raw.code() == Code.MISSING && file.exists();
        this.source = String.valueOf(file.source());
        this.name = source + "/" + file.path();
        judge();
        if (raw.todo() != null) {
            next.add(0, raw.todo());
        }
    }

    Standing standing() {
        return standing;
    }

    /** Behind the name of the file. */
    String message() {
        return message;
    }

    List<String> notes() {
        return notes;
    }

    List<String> next() {
        return next;
    }

    private void is(Standing what, String inWords) {
        standing = what;
        message = inWords;
    }

    private void judge() throws EnvironmentFault {
        Version last = decision;
        if (last == null) {
            undecided();
        } else if (raw.code() == Code.CHANGED) {
            is(raw.takes() ? Standing.PENDING : Standing.NOT_TAKEN, raw.text());
            taking();
        } else if (last.state() == State.REJECTED) {
            rejected(last);
        } else if (last.state() == State.HELD) {
            is(Standing.PENDING, "is held: it was rolled back, and waits for an operator");
        } else if (last.state() == State.ARCHIVED) {
            is(Standing.PUBLISHED, "was archived");
        } else {
            published(last);
        }
    }

    private void undecided() throws EnvironmentFault {
        if (raw.takes()) {
            is(Standing.PENDING, "is pending: it " + raw.text());
            taking();
        } else if (raw.code() != Code.MISSING) {
            is(Standing.NOT_TAKEN, raw.text());
        } else if (namedElsewhere) {
            is(
                    Standing.NOT_TAKEN,
                    "is not known to the ledger, and its raw file is gone: nothing says where it came from");
        } else {
            is(Standing.UNKNOWN, "is neither on disk nor in the ledger");
            next.add(WhyOperation.howToName(situation));
        }
    }

    /** What keeps a file that a scan takes from being taken. */
    private void taking() throws EnvironmentFault {
        RunLock.Holder process = situation.process();
        if (!raw.takes()) {
            return;
        }
        Optional<OpenFault> fault = faults.stream().findFirst();
        if (fault.isPresent()) {
            message = "is pending because of an open fault: "
                    + OneLine.of(fault.get().message());
            next.add("See to the fault; the file is tried again by itself"
                    + (process == null ? " by the next run" : ""));
        }
        if (process == null) {
            next.add("No process is running: sluice run --once");
        } else if (situation.isProcessOlderThanRouteOf(source)) {
            notes.add("The process that runs was started before the route file of " + OneLine.of(source)
                    + " was changed last, and does not know it as it is now.");
            next.add("Restart the process " + process.pid());
        } else if (fault.isEmpty() && raw.todo() == null) {
            next.add(
                    "Wait for the next scan of the process " + process.pid() + "; sluice status tells of the last one");
        }
    }

    private void rejected(Version last) throws EnvironmentFault {
        RejectionLook why = rejection;
        String kept =
                published == null ? "" : "; version " + published.version().number() + " stays published";
        if (why != null && why.schemaNow() != null && raw.code() != Code.MISSING) {
            is(
                    Standing.PENDING,
                    "was rejected, and is checked again because its source's schema is another one now, "
                            + why.schemaNow() + kept);
            RunLock.Holder process = situation.process();
            next.add(process == null ? "sluice run --once" : "Restart the process " + process.pid());
            return;
        }
        is(Standing.REJECTED, "was rejected as version " + last.number() + kept);
        next.add("Send the reasons to the supplier, who delivers again under the same path");
        if (raw.code() != Code.MISSING) {
            next.add("To check a correction: sluice validate --directory FILE --schema " + Shell.word(last.schema()));
        }
    }

    private void published(Version last) {
        PublishedLook there = published;
        is(Standing.PUBLISHED, "is published as version " + last.number());
        if (raw.code() == Code.MISSING) {
            message += "; its raw file is gone";
        }
        if (there != null && there.isDamaged()) {
            boolean missing = there.condition() == PublishedLook.Condition.MISSING;
            is(
                    Standing.NOT_TAKEN,
                    "was published as version " + there.version().number() + ", and "
                            + (missing ? "is not there any more" : "somebody has changed the published file since"));
            boolean same = (raw.code() == Code.UNCHANGED || raw.code() == Code.TOUCHED)
                    && there.version().sha256().equals(there.version().publishedSha256());
            next.add(
                    same
                            ? "Put it back: cp -p " + Shell.word(raw.path()) + " "
                                    + Shell.word(String.valueOf(there.path()))
                            : "Find out who touches the zone, and put the file back from a backup");
            return;
        }
        stages.forEach(this::atStage);
    }

    private void atStage(StageLook stage) {
        String command = "sluice reprocess --stage " + Shell.word(stage.stage()) + " ";
        String at = "is published, and at the stage " + OneLine.of(stage.stage()) + " ";
        switch (stage.code()) {
            case REJECTED -> {
                is(Standing.REJECTED, at + "rejected");
                next.add("When the stage was wrong, after its correction: " + command + Shell.word(name));
            }
            case BLOCKED -> {
                pending(at + "blocked");
                next.add("See to the step of " + OneLine.of(stage.stage())
                        + ". Where the fault above names this file, it can be passed over: " + command + "--skip "
                        + Shell.word(name) + "; else it only waits behind the one that is named");
            }
            case PENDING -> {
                pending(at + "pending");
                if (situation.process() == null) {
                    next.add("No process is running: sluice run --once");
                }
            }
            case NOTHING, NOT_FOR_IT, DONE, PUBLISHED, SKIPPED -> damaged(stage, command);
        }
    }

    private void pending(String inWords) {
        if (standing == Standing.PUBLISHED) {
            is(Standing.PENDING, inWords);
        }
    }

    private void damaged(StageLook stage, String command) {
        PublishedLook there = stage.published();
        if (there != null && there.isDamaged()) {
            is(
                    Standing.NOT_TAKEN,
                    "was published by the stage " + OneLine.of(stage.stage()) + ", and is not there as it was");
            next.add("Publish it again: " + command + Shell.word(name));
        }
    }
}
