package io.sluice.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened in the run that is under way, as far as its summary and its report tell it beside the counts of its
 * sources. Safe for use by many threads.
 */
public final class RunTally implements Events.Listener {
    /** How many rejections a report may show; all of them are in the dead-letter folder. */
    private static final int REJECTIONS_MAX = 1_000;

    /** How many changed files a report may show; the log has all of them. */
    private static final int CHANGED_MAX = 5;

    private final List<Event.FileRejected> rejections = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> editedSchemas = new ArrayList<>();
    private long rawChanged;
    private long undeclared;
    private long failedAfterDecision;
    private long defects;

    @Override
    public void happened(Event event) {
        if (event instanceof Event.FileRejected rejected) {
            add(rejected);
        } else if (event instanceof Event.RawChanged raw) {
            add(raw);
        } else if (event instanceof Event.StepFailedAfterDecision) {
            stepFailed();
        } else if (event instanceof Event.Defect) {
            defect();
        } else if (event instanceof Event.SchemaEdited edited) {
            add(edited);
        } else if (event instanceof Event.UndeclaredFound found) {
            add(found);
        }
    }

    private synchronized void add(Event.FileRejected rejected) {
        if (rejections.size() < REJECTIONS_MAX) {
            rejections.add(rejected);
        }
    }

    private synchronized void add(Event.RawChanged raw) {
        rawChanged++;
        if (changed.size() < CHANGED_MAX) {
            changed.add(raw.file().toString());
        }
    }

    private synchronized void add(Event.SchemaEdited edited) {
        editedSchemas.add(edited.schema());
    }

    private synchronized void add(Event.UndeclaredFound found) {
        undeclared = found.count();
    }

    private synchronized void stepFailed() {
        failedAfterDecision++;
    }

    private synchronized void defect() {
        defects++;
    }

    /** The first rejections of the run. */
    public synchronized List<Event.FileRejected> rejections() {
        return List.copyOf(rejections);
    }

    public synchronized Alarms alarms() {
        return new Alarms(rawChanged, changed, editedSchemas, undeclared);
    }

    /** How often a step behind a decision has failed. */
    public synchronized long failedAfterDecision() {
        return failedAfterDecision;
    }

    /** How often Sluice itself has failed since this process began. */
    public synchronized long defects() {
        return defects;
    }

    /**
     * Begins the next run. What happened since the last one was summed up belongs to the next one; so does what goes on: a
     * schema that was edited. What lies undeclared is to be looked for again.
     *
     * @param ended what the last run was said to have come to
     */
    public synchronized void nextRun(RunSummary ended) {
        rejections.removeIf(rejected -> rejected.file().run().equals(ended.run()));
        changed.subList(0, Math.min(changed.size(), ended.alarms().changed().size()))
                .clear();
        rawChanged -= ended.alarms().rawChanged();
        failedAfterDecision -= ended.failedAfterDecision();
        undeclared = 0;
    }
}
