package io.sluice.operate;

import io.sluice.camel.Writers;
import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Durability;
import io.sluice.config.Observability;
import io.sluice.config.Settings;
import io.sluice.config.UserZone;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.RunTally;
import io.sluice.event.log.EventLog;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.Permits;
import io.sluice.intake.Source;
import io.sluice.intake.Sources;
import io.sluice.intake.WatchSchedule;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.stage.Stages;
import io.sluice.zone.Commits;
import io.sluice.zone.Publisher;
import io.sluice.zone.ZoneRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A home with the source {@code sff}, the schema that the project ships, and a ledger in which a run has begun. */
public final class Workplace implements AutoCloseable {
    public static final String RUN = "20240115T103000Z-4f2a";
    public static final String GRANT =
            "{\"grant_id\":\"g-1\",\"amount\":1,\"date\":\"2024-01-15\",\"source\":\"Other\"}";

    /** Does not wait for the disk. */
    public static final Commits COMMITS = Commits.eachAlone(Durability.NONE, new Events());

    public final Path home;
    public final Settings settings;
    public final Source source;
    public final Sources sources;
    public final Ledger ledger;
    public final RunTally tally = new RunTally();
    public final Events events;
    public final Faults faults;
    public final Intake intake;

    public Workplace(Path home) throws IOException, SchemaProblem, EnvironmentFault {
        this.home = home;
        this.settings = settings(home);
        Files.createDirectories(raw());
        this.source = source("funding_data_v1", Path.of("config/schemas"));
        this.sources = new Sources(settings.raw(), List.of(source));
        this.ledger = SqliteLedger.open(settings.ledger());
        ledger.runStarted(RUN, "once", Instant.parse("2024-01-15T10:30:00Z"));
        this.events = new Events(new EventLog(home), tally);
        this.faults = new Faults(events, Clock.systemUTC(), home, true, Duration.ofSeconds(1), Duration.ofSeconds(2));
        this.intake = new Intake(
                events, home, sources, ledger, faults, new WatchSchedule(), (progress, met) -> {}, new Permits());
    }

    public static Settings settings(Path home) {
        return settings(home, 3_600);
    }

    public static Settings settings(Path home, int fullLookSeconds) {
        return settings(home, Path.of("routes").toAbsolutePath(), fullLookSeconds, 2);
    }

    /** With other routes than the shipped ones, and one worker. */
    public Settings settingsWithRoutes(Path routes) {
        return settings(home, routes, 3_600, 1);
    }

    /** With other routes than the shipped ones, and zones of a user's own. */
    public Settings settingsWith(Path routes, UserZone... zones) {
        return settings(
                home, routes, 3_600, 1, Stream.of(zones).collect(Collectors.toMap(UserZone::name, zone -> zone)));
    }

    private static Settings settings(Path home, Path routes, int fullLookSeconds, int workers) {
        return settings(home, routes, fullLookSeconds, workers, Map.of());
    }

    private static Settings settings(
            Path home, Path routes, int fullLookSeconds, int workers, Map<String, UserZone> zones) {
        return new Settings(
                home,
                home.resolve("data/raw/funding_sources"),
                home.resolve("data/transformed/validated"),
                home.resolve("data/dead-letter"),
                home.resolve("data/_backups"),
                home.resolve("data/_ledger/ledger.db"),
                Path.of("config/schemas").toAbsolutePath(),
                routes,
                home.resolve("logs"),
                0,
                1,
                Durability.NONE,
                false,
                0,
                workers,
                4,
                10,
                fullLookSeconds,
                1,
                2,
                2,
                zones,
                Observability.OFF,
                Map.of());
    }

    public Source source(String schemaName, Path schemas) throws SchemaProblem {
        Schema schema = Schemas.load(schemas).schema(schemaName);
        Limits limits = Limits.defaults().withDocumentSizeMibMax(1);
        return new Source("sff", settings.raw().resolve("sff"), schema, new DocumentChecker(schema, limits));
    }

    public Path raw() {
        return settings.raw().resolve("sff");
    }

    /** Puts a file below the source, in one step: it is taken up as soon as it is seen, and would be taken half written. */
    public Path deliver(String path, String content) throws IOException {
        Path file = raw().resolve(path);
        Files.createDirectories(file.getParent());
        Path hidden = Files.writeString(file.resolveSibling(".delivered"), content);
        return Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nobody reads on from what is published. */
    public Stages noStages() {
        return new Stages(List.of(), ledger, faults, events, false, () -> {});
    }

    public Writers writers() {
        return new Writers(
                RUN,
                new Publisher(
                        ZoneRoot.unmarked(settings.validated(), List.of()),
                        ZoneRoot.unmarked(settings.backups(), List.of()),
                        RUN,
                        COMMITS,
                        false),
                new io.sluice.zone.DeadLetters(
                        ZoneRoot.unmarked(settings.deadLetter(), List.of()),
                        new io.sluice.zone.DeadLetterPlaces(settings.deadLetter()),
                        RUN,
                        COMMITS));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
