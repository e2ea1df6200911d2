package io.sluice.camel;

import io.sluice.check.Limits;
import io.sluice.config.Settings;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.intake.Intake;
import io.sluice.intake.LedgerIndex;
import io.sluice.intake.Source;
import io.sluice.intake.SourceRoot;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.stage.Stages;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the endpoints of all zones work with.
 *
 * @param events told of what happens
 * @param known what the ledger holds of raw files, in memory
 * @param stages those that read what others publish
 * @param uncommitted what may have its name in a zone, and is not in the ledger yet
 * @param commits what makes publications durable
 * @param queues what enters decisions in the ledger
 * @param writers what writes on behalf of the run that is under way
 */
record Zones(
        Events events,
        Settings settings,
        Limits limits,
        Intake intake,
        Ledger ledger,
        LedgerIndex known,
        Stages stages,
        Set<FileId> uncommitted,
        Commits commits,
        LedgerQueues queues,
        Supplier<Writers> writers,
        FreeSpace freeSpace,
        Clock clock) {
    /** The directory of a source, for one consumer or producer. */
    SourceRoot sourceRoot(Source source) {
        ZoneRoots roots = new ZoneRoots(settings, intake.sources(), ledger);
        return new SourceRoot(source, settings.home(), roots.apartFromRaw(), ledger);
    }

    Outcomes outcomes() {
        return new Outcomes(intake, events, clock);
    }

    /** A file as it is taken up in the run that is under way. */
    FileRef file(FileId id) {
        return new FileRef(writers.get().run(), id.stage(), id.source(), id.path());
    }
}
