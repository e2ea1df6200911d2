package io.sluice.camel;

import io.sluice.config.Settings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.zone.Commits;
import io.sluice.zone.DeadLetterPlaces;
import io.sluice.zone.DeadLetters;
import io.sluice.zone.Publisher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What writes on behalf of a run; a watching process gets new ones when its day ends. */
public final class Writers {
    private final String run;
    private final Function<String, Publisher> newPublisher;
    private final Function<String, DeadLetters> newDeadLetters;
    private final @Nullable ZoneRoots roots;
    private final Map<String, Publisher> publishers = new ConcurrentHashMap<>();
    private final Map<String, DeadLetters> deadLetters = new ConcurrentHashMap<>();

    private Writers(
            String run,
            Function<String, Publisher> newPublisher,
            Function<String, DeadLetters> newDeadLetters,
            @Nullable ZoneRoots roots) {
        this.run = run;
        this.newPublisher = newPublisher;
        this.newDeadLetters = newDeadLetters;
        this.roots = roots;
    }

    /** Writes for one zone and one stage only. */
    public Writers(String run, Publisher publisher, DeadLetters deadLetters) {
        this(run, zone -> publisher, stage -> deadLetters, null);
    }

    /** Writes for every zone and every stage. */
    public static Writers of(Settings settings, ZoneRoots roots, String run, Commits commits) {
        return new Writers(
                run,
                zone -> new Publisher(roots.zone(zone), roots.backups(), run, commits, settings.publishVerify()),
                stage -> new DeadLetters(
                        roots.deadLetters(), DeadLetterPlaces.of(settings.deadLetter(), stage), run, commits),
                roots);
    }

    /**
     * Makes sure that a zone is there and is the one it was, if anything was ever published in it.
     *
     * @throws EnvironmentFault of kind ZONE when it is not
     */
    void requireZone(String zone) throws EnvironmentFault {
        if (roots != null) {
            roots.zone(zone).require();
        }
    }

    /** The run's id. */
    public String run() {
        return run;
    }

    Publisher publisher(String zone) {
        return publishers.computeIfAbsent(zone, newPublisher);
    }

    /** Of a stage: what one rejects must not take the place of what another has. No source begins with an {@code @}. */
    DeadLetters deadLetters(String stage) {
        return deadLetters.computeIfAbsent(stage, newDeadLetters);
    }
}
