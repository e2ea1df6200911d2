package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.schema.Schemas;
import io.sluice.cli.Home.Outcome;
import io.sluice.event.FaultFile;
import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerChanges;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.lease.RunLock;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.ledger.sqlite.SqliteLedgerChanges;
import io.sluice.zone.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each situation in which somebody asks for a file, and what they are told. */
class WhyCommandTest {
    private static final String RUN = "20240115T103000Z-4f2a";
    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");
    private static final String GOOD = "{\"grant_id\":\"g-1\"}";
    private static final String RAW = "data/raw/funding_sources/";
    private static final Feed NOTIFY = new Feed("notify", FileId.VALIDATE);

    private final Home home;
    private final Path ledgerFile;

    WhyCommandTest(@TempDir Path directory) throws Exception {
        home = Home.in(directory);
        ledgerFile = home.path().resolve("data/_ledger/ledger.db");
        for (String file : List.of("routes/outcomes.camel.yaml", "routes/templates/document-source.camel.yaml")) {
            home.write(file, Files.readString(Path.of(file)));
        }
        source("sff");
        home.write("data/raw/funding_sources/sff/.keep", "");
    }

    private void source(String name, String... parameters) throws Exception {
        StringBuilder route = new StringBuilder(
                        "- templatedRoute:\n    routeTemplateRef: document-source\n    routeId: ")
                .append(name)
                .append("\n    parameters:\n");
        Stream.concat(Stream.of("source=" + name, "schema=grant_v1"), Stream.of(parameters))
                .map(parameter -> parameter.split("=", 2))
                .forEach(pair -> route.append("      - { name: ")
                        .append(pair[0])
                        .append(", value: '")
                        .append(pair[1])
                        .append("' }\n"));
        home.write("routes/sources/" + name + ".camel.yaml", route.toString());
    }

    private Path file(String relative) {
        return home.path().resolve(relative);
    }

    private Path raw(String place, String content) throws Exception {
        Path raw = home.write(RAW + place, content);
        Files.setLastModifiedTime(raw, FileTime.from(START));
        return raw;
    }

    private SqliteLedger ledger() throws Exception {
        SqliteLedger ledger = SqliteLedger.open(ledgerFile);
        ledger.runStarted(RUN, "once", START);
        return ledger;
    }

    private LedgerChanges changes() throws Exception {
        return SqliteLedgerChanges.open(ledgerFile, Clock.systemUTC());
    }

    /** As a run decides on a raw file that is there. */
    private void decided(String place, State state) throws Exception {
        try (SqliteLedger ledger = ledger()) {
            ledger.enter(decision(place, state, home.path().resolve(RAW + place)));
        }
    }

    private Decision decision(String place, State state, Path raw) throws Exception {
        FileId id = new FileId(place.substring(0, place.indexOf('/')), place.substring(place.indexOf('/') + 1));
        boolean published = state == State.VALIDATED;
        String sha256 = Sha256.of(raw);
        if (published) {
            home.write("data/transformed/validated/" + place, Files.readString(raw));
        }
        return new Decision(
                id,
                Files.size(raw),
                Files.getLastModifiedTime(raw).to(TimeUnit.NANOSECONDS),
                0,
                sha256,
                state,
                "grant_v1",
                Schemas.load(file("config/schemas")).schema("grant_v1").sha256(),
                published ? place : null,
                published ? sha256 : null,
                null,
                published ? 0 : 4,
                RUN,
                START,
                START);
    }

    private void published(String place, String content) throws Exception {
        raw(place, content);
        decided(place, State.VALIDATED);
    }

    private void rejected(String place, String content) throws Exception {
        Path raw = raw(place, content);
        decided(place, State.REJECTED);
        home.write("data/dead-letter/" + place, content);
        home.write(
                "data/dead-letter/" + place + ".reason.json",
                """
                {"source": "sff", "file": "%s", "sha256": "%s", "error_count": 4, "findings": [
                  {"line": 1, "column": 13, "pointer": "/grant_id", "message": "It must be a text."},
                  {"message": "second"}, {"message": "third"}, {"message": "fourth"}]}"""
                        .formatted(place.substring(4), Sha256.of(raw)));
    }

    private void notifyStage(boolean fromNow, long event) throws Exception {
        try (SqliteLedger ledger = ledger()) {
            ledger.stageStarted(new StageStart("notify", "validated", null, fromNow));
            if (event > 0) {
                ledger.advance(List.of(new Cursor(NOTIFY, "sff", event, 1, 0, 0, 0)));
            }
        }
    }

    private void fault(String waiting) throws Exception {
        FaultFile faults = new FaultFile(file("logs"));
        faults.prepare(START);
        OpenFault fault = new OpenFault(
                EnvironmentFault.Kind.STEP, "Step failed: step to[http] is refused", START, 14, List.of(waiting));
        faults.save(new FaultFile.Saved(START.plusSeconds(5), List.of(fault), RUN, 0, List.of()));
    }

    private static Path link(Path link, Path target) throws Exception {
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    private interface Prepare {
        void in(WhyCommandTest home) throws Exception;
    }

    private record Situation(
            String name, Prepare prepare, String asked, int exitCode, String standing, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Situation situation(
            String name, Prepare prepare, String asked, int exitCode, String standing, String... said) {
        return new Situation(name, prepare, asked, exitCode, standing, List.of(said));
    }

    static Stream<Situation> situations() {
        return Stream.of(
                situation(
                        "published",
                        home -> home.published("sff/a.json", GOOD),
                        "sff/a.json",
                        0,
                        "published",
                        "sff/a.json is published as version 1",
                        "is as it was decided",
                        "version 1, validated 2024-01-15T10:30:00Z",
                        "run " + RUN + ", schema grant_v1",
                        Sha256.of(GOOD.getBytes(UTF_8)),
                        "data/transformed/validated/sff/a.json",
                        "with the bytes that the ledger names",
                        "Nothing is to be done"),
                situation(
                        "published, by its place in raw",
                        home -> home.published("sff/deep/a.json", GOOD),
                        RAW + "sff/deep/a.json",
                        0,
                        "published",
                        "sff/deep/a.json is published"),
                situation(
                        "published, by its place in validated",
                        home -> home.published("sff/a.json", GOOD),
                        "data/transformed/validated/sff/a.json",
                        0,
                        "published",
                        "sff/a.json is published"),
                situation(
                        "published, and raw is gone",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            Files.delete(home.file(RAW + "sff/a.json"));
                        },
                        RAW + "sff/a.json",
                        0,
                        "published",
                        "its raw file is gone"),
                situation(
                        "nowhere",
                        home -> home.published("sff/a.json", GOOD),
                        "sff/b.json",
                        2,
                        "unknown",
                        "neither on disk nor in the ledger",
                        "the sources are: sff"),
                situation(
                        "outside raw",
                        home -> home.write("incoming/a.json", GOOD),
                        "incoming/a.json",
                        1,
                        "not_taken",
                        "outside the raw zone",
                        "data/raw/funding_sources/<source>/"),
                situation(
                        "in a directory that is no source",
                        home -> home.raw("new/a.json", GOOD),
                        "new/a.json",
                        1,
                        "not_taken",
                        "no route file declares new",
                        "routes/sources/new.camel.yaml"),
                situation(
                        "a directory that is no source",
                        home -> home.raw("new/a.json", GOOD),
                        RAW + "new",
                        1,
                        "not_taken",
                        "a directory that no route file declares",
                        "routes/sources/new.camel.yaml"),
                situation(
                        "beside the sources",
                        home -> home.raw("a.json", GOOD),
                        RAW + "a.json",
                        1,
                        "not_taken",
                        "is a file in no source"),
                situation(
                        "ignored by the end of its name",
                        home -> home.raw("sff/a.json.part", GOOD),
                        "sff/a.json.part",
                        1,
                        "not_taken",
                        "its name ends in \".part\""),
                situation(
                        "ignored by the name of its directory",
                        home -> home.raw("sff/.git/a.json", GOOD),
                        "sff/.git/a.json",
                        1,
                        "not_taken",
                        "its directory .git begins with \".\""),
                situation(
                        "not included",
                        home -> {
                            home.source("sff", "include=grants-.*[.]json");
                            home.raw("sff/a.json", GOOD);
                        },
                        "sff/a.json",
                        1,
                        "not_taken",
                        "does not match the include of its source, grants-.*[.]json",
                        "routes/sources/sff.camel.yaml"),
                situation(
                        "waits for its done-file",
                        home -> {
                            home.source("sff", "done_file=${file:name}.done");
                            home.raw("sff/a.json", GOOD);
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "waits for its done-file a.json.done since 2"),
                situation(
                        "a done-file itself",
                        home -> {
                            home.source("sff", "done_file=${file:name}.done");
                            home.raw("sff/a.json.done", GOOD);
                        },
                        "sff/a.json.done",
                        1,
                        "not_taken",
                        "it is a done-file itself (${file:name}.done in"),
                situation(
                        "too young",
                        home -> {
                            home.source("sff", "stable_seconds=3600");
                            home.raw("sff/a.json", GOOD);
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "must have stood still for 3600.0 s, which takes 3"),
                situation(
                        "a symlink that leaves",
                        home -> link(home.file(RAW + "sff/a.json"), home.write("elsewhere.json", GOOD)),
                        "sff/a.json",
                        1,
                        "not_taken",
                        "it is a symlink that leaves the source, to",
                        "elsewhere.json"),
                situation(
                        "a symlink to nothing",
                        home -> link(home.file(RAW + "sff/a.json"), Path.of("gone.json")),
                        "sff/a.json",
                        1,
                        "not_taken",
                        "a symlink that leads nowhere"),
                situation(
                        "behind a symlink to a directory",
                        home -> link(
                                home.file(RAW + "sff/linked"),
                                home.raw("sff/real/a.json", GOOD).resolveSibling("")),
                        "sff/linked/a.json",
                        1,
                        "not_taken",
                        "linked is a symlink to a directory"),
                situation(
                        "a directory",
                        home -> home.raw("sff/2024/a.json", GOOD),
                        "sff/2024",
                        1,
                        "not_taken",
                        "is a directory",
                        "Ask for"),
                situation(
                        "a name that is not UTF-8",
                        home -> assertThat(new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'b\\377d.json')\"")
                                        .directory(home.file(RAW + "sff").toFile())
                                        .start()
                                        .waitFor())
                                .isZero(),
                        "sff/b\uFFFDd.json",
                        1,
                        "not_taken",
                        "sff/b\\ufffdd.json is passed over: its name is not valid UTF-8"),
                situation(
                        "pending and nobody runs",
                        home -> {
                            home.source("sff", "stable_seconds=0");
                            home.raw("sff/a.json", GOOD);
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "has not been decided yet",
                        "No process is running: sluice run --once"),
                situation(
                        "pending because of a fault",
                        home -> {
                            home.source("sff", "stable_seconds=0");
                            home.raw("sff/a.json", GOOD);
                            home.fault("sff");
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "pending because of an open fault: Step failed: step to[http] is refused",
                        "since 2024-01-15T10:30:00Z, met 14 times"),
                situation(
                        "rejected",
                        home -> home.rejected("sff/a.json", "{}"),
                        "sff/a.json",
                        1,
                        "rejected",
                        "was rejected as version 1",
                        "line 1, column 13, /grant_id: It must be a text.",
                        "and 1 more: data/dead-letter/sff/a.json.reason.json",
                        "--schema grant_v1"),
                situation(
                        "rejected, by its reasons",
                        home -> home.rejected("sff/a.json", "{}"),
                        "data/dead-letter/sff/a.json.reason.json",
                        1,
                        "rejected",
                        "sff/a.json was rejected"),
                situation(
                        "rejected, and the reasons are gone",
                        home -> {
                            home.rejected("sff/a.json", "{}");
                            Files.delete(home.file("data/dead-letter/sff/a.json.reason.json"));
                        },
                        "data/dead-letter/sff/a.json",
                        1,
                        "rejected",
                        "are not there any more"),
                situation(
                        "rejected, and the schema has changed",
                        home -> {
                            home.rejected("sff/a.json", "{}");
                            home.home.write("config/schemas/grant_v1.json", "{\"type\": \"object\"}");
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "is checked again because its source's schema is another one now"),
                situation(
                        "rejected after it was published",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.rejected("sff/a.json", "{}");
                        },
                        "sff/a.json",
                        1,
                        "rejected",
                        "was rejected as version 2; version 1 stays published",
                        "raw changed version 2"),
                situation(
                        "changed in raw",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.raw("sff/a.json", GOOD + " ");
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "was changed since its decision (18 B then, 19 B now)",
                        "becomes version 2"),
                situation(
                        "changed in raw behind the same size and mtime",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.raw("sff/a.json", GOOD.replace("g-1", "g-2"));
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "was changed since its decision, behind the same size and mtime",
                        "becomes version 2"),
                situation(
                        "touched",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            Files.setLastModifiedTime(
                                    home.file(RAW + "sff/a.json"), FileTime.from(START.plusSeconds(60)));
                        },
                        "sff/a.json",
                        0,
                        "published",
                        "another time of change since 2024-01-15T10:31:00Z"),
                situation(
                        "the published file is gone",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            Files.delete(home.file("data/transformed/validated/sff/a.json"));
                        },
                        "sff/a.json",
                        1,
                        "not_taken",
                        "is not there any more",
                        "cp -p data/raw/funding_sources/sff/a.json"),
                situation(
                        "the published file was changed",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.write("data/transformed/validated/sff/a.json", "other");
                        },
                        "sff/a.json",
                        1,
                        "not_taken",
                        "with other bytes than the ledger names"),
                situation(
                        "the same content as another",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.published("sff/b.json", GOOD);
                        },
                        "sff/b.json",
                        0,
                        "published",
                        "the same content as sff/a.json",
                        "duplicate version 1 of sff/a.json"),
                situation(
                        "done by a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 1);
                        },
                        "sff/a.json",
                        0,
                        "published",
                        "notify: done, version 1"),
                situation(
                        "pending at a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 0);
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "at the stage notify pending",
                        "sluice run --once"),
                situation(
                        "blocked at a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 0);
                            home.fault("notify/sff");
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "at the stage notify blocked",
                        "Step failed: step to[http] is refused",
                        "sluice reprocess --stage notify --skip sff/a.json"),
                situation(
                        "at a stage that is blocked as a whole",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 0);
                            home.fault("notify/*");
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "at the stage notify blocked",
                        "Step failed: step to[http] is refused"),
                situation(
                        "to be passed over by a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 0);
                            try (LedgerChanges ledger = home.changes()) {
                                ledger.skip(new FileId("notify", "sff", "a.json"));
                            }
                        },
                        "sff/a.json",
                        1,
                        "pending",
                        "it will be passed over, as asked",
                        "notify skipped version 1"),
                situation(
                        "passed over by a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(false, 0);
                            try (LedgerChanges ledger = home.changes()) {
                                ledger.skip(new FileId("notify", "sff", "a.json"));
                            }
                            home.notifyStage(false, 2);
                        },
                        "sff/a.json",
                        0,
                        "published",
                        "passed over, as an operator asked"),
                situation(
                        "published before a stage began",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.notifyStage(true, 0);
                        },
                        "sff/a.json",
                        0,
                        "published",
                        "published before the stage began"),
                situation(
                        "rejected by a stage",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            try (SqliteLedger ledger = home.ledger()) {
                                ledger.stageStarted(new StageStart("clean", "validated", "cleaned", false));
                                Decision decision =
                                        home.decision("sff/a.json", State.REJECTED, home.file(RAW + "sff/a.json"));
                                ledger.enter(at("clean", decision));
                            }
                            home.write(
                                    "data/dead-letter/@clean/sff/a.json.reason.json",
                                    """
                                    {"source": "sff", "file": "a.json", "sha256": "of what it made", "error_count": 1,
                                     "findings": [{"line": 2, "message": "The amount is missing."}]}""");
                        },
                        "sff/a.json",
                        1,
                        "rejected",
                        "at the stage clean rejected",
                        "line 2: The amount is missing.",
                        "data/dead-letter/@clean/sff/a.json.reason.json",
                        "sluice reprocess --stage clean sff/a.json"),
                situation(
                        "the ledger cannot be read",
                        home -> {
                            home.raw("sff/a.json", GOOD);
                            home.write("data/_ledger/ledger.db", "this was a ledger once".repeat(1_000));
                        },
                        "sff/a.json",
                        5,
                        "ledger_unreadable",
                        "Ledger unreadable",
                        "damaged"),
                situation(
                        "the routes have problems",
                        home -> {
                            home.published("sff/a.json", GOOD);
                            home.source("broken", "no_such=1");
                        },
                        "sff/a.json",
                        0,
                        "published",
                        "The routes cannot be used as they are",
                        "routes/sources/broken.camel.yaml:7",
                        "no_such"),
                situation(
                        "a name that a shell misreads",
                        home -> {
                            home.published("sff/it's\n a.json", GOOD);
                            Files.delete(home.file("data/transformed/validated/sff/it's\n a.json"));
                        },
                        "sff/it's\n a.json",
                        1,
                        "not_taken",
                        "sff/it's\\n a.json was published",
                        "'data/raw/funding_sources/sff/it'\\''s\\n a.json'"));
    }

    private Path write(String file, String content) throws Exception {
        return home.write(file, content);
    }

    private static Decision at(String stage, Decision decision) {
        return new Decision(
                decision.file().at(stage),
                decision.sizeBytes(),
                decision.mtimeNs(),
                0,
                decision.sha256(),
                decision.state(),
                decision.schema(),
                decision.schemaSha256(),
                null,
                null,
                null,
                1,
                RUN,
                START,
                START);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isTold(Situation situation) throws Exception {
        situation.prepare().in(this);

        Outcome people = home.sluice("why", situation.asked());
        Outcome programs = home.sluice("why", situation.asked(), "--json");

        assertThat(people.err()).isEmpty();
        String oneLine = people.out().replaceAll("\\s+", " ");
        assertThat(oneLine).contains(situation.said());
        assertThat(people.exitCode()).as(people.out()).isEqualTo(situation.exitCode());
        assertThat(programs.exitCode()).isEqualTo(situation.exitCode());
        JsonNode json = new ObjectMapper().readTree(programs.out());
        assertThat(json.get("standing").asText()).isEqualTo(situation.standing());
        assertThat(people.out().lines().filter(line -> !line.contains("/") && !line.contains("'")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(people.out().lines()).as("one screen").hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void aProcessThatRunsTakesItWithItsNextScanUnlessItsRouteIsNewer() throws Exception {
        source("sff", "stable_seconds=0");
        raw("sff/a.json", GOOD);
        Files.createDirectories(ledgerFile.getParent());
        Path route = file("routes/sources/sff.camel.yaml");
        Files.setLastModifiedTime(route, FileTime.from(START.minusSeconds(60)));

        try (RunLock held = RunLock.acquire(ledgerFile.resolveSibling(""), "watch", RUN, START)) {
            assertThat(held).isNotNull();
            long pid = ProcessHandle.current().pid();
            assertThat(home.sluice("why", "sff/a.json").out()).contains("Wait for the next scan of the process " + pid);
            Files.setLastModifiedTime(route, FileTime.from(START.plusSeconds(60)));
            assertThat(home.sluice("why", "sff/a.json").out()).contains("Restart the process " + pid);
        }
    }

    @Test
    void jsonHasStableKeys() throws Exception {
        published("sff/a.json", GOOD);
        notifyStage(false, 1);

        JsonNode json = new ObjectMapper()
                .readTree(home.sluice("why", "sff/a.json", "--json").out());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "asked",
                        "source",
                        "path",
                        "standing",
                        "message",
                        "raw",
                        "decision",
                        "published",
                        "rejection",
                        "same_content_as",
                        "stages",
                        "faults",
                        "history_count",
                        "history",
                        "notes",
                        "next",
                        "ledger_problem");
        assertThat(json.at("/raw/code").asText()).isEqualTo("unchanged");
        assertThat(json.at("/decision/sha256").asText()).isEqualTo(Sha256.of(GOOD.getBytes(UTF_8)));
        assertThat(json.at("/published/condition").asText()).isEqualTo("intact");
        assertThat(json.at("/stages/0/code").asText()).isEqualTo("done");
        assertThat(json.at("/history/0").toString())
                .isEqualTo(
                        "{\"at\":\"2024-01-15T10:30:00Z\",\"stage\":\"validate\",\"event\":\"validated\",\"version\":1,"
                                + "\"run\":\"" + RUN + "\",\"sha256\":\"" + Sha256.of(GOOD.getBytes(UTF_8))
                                + "\",\"other\":null}");
    }

    @Test
    void ofALongHistoryTheLastEventsAreShown() throws Exception {
        for (int version = 0; version < 8; version++) {
            published("sff/a.json", GOOD + " ".repeat(version));
        }

        assertThat(home.sluice("why", "sff/a.json").out()).contains("the last 10 of 15 events", "version 8");
    }

    @Test
    void aPathMustBeGiven() {
        assertThat(home.sluice("why").exitCode()).isEqualTo(2);
        assertThat(home.sluice("why", "--help").out()).contains("Examples:", "sluice why sff/2024-01-15.json");
    }
}
