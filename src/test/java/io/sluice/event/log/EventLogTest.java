package io.sluice.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.event.OpenFault;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs read of each event, with the shipped {@code config/logback.xml} and real files. */
class EventLogTest {
    private static final FileRef FILE = new FileRef("20240115T103000Z-4f2a", "validate", "sff", "2024/a.json");
    private static final String SHA = "9f98fc7c0819b5034b97b32acb8f5b00607ff58eabf0e5feaad78524c0c0871a";
    private static final String OTHER = "0123456789abcdef".repeat(4);

    private Path home;
    private Events events;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        this.home = home;
        Logging.start(home, Path.of("config/logback.xml").toAbsolutePath(), home.resolve("logs"));
        Logging.keepOffStderr("pipeline");
        Logging.keepOffStderr("validation");
        Logging.keepOffStderr("ledger");
        Logging.keepOffStderr("environment");
        Logging.keepOffStderr("heartbeat");
        Logging.keepOffStderr("preflight");
        Logging.keepOffStderr("scan");
        events = new Events(new EventLog(home));
    }

    @AfterEach
    void restore() {
        Logging.none();
    }

    @Test
    void beginAndPublicationOfAFileHaveALineEachWithItsHash() throws Exception {
        events.publish(new Event.FileBegun(FILE, false));
        events.publish(new Event.FilePublished(FILE, "validated", 1, SHA, SHA, 20, 0.0126));
        Logging.end();

        assertThat(lines())
                .containsExactly(
                        "INFO  pipeline: Processing file sff/2024/a.json",
                        "INFO  pipeline: Published sff/2024/a.json, SHA-256 " + SHA);
        assertAboutTheFile(fields(0), "begun");
        JsonNode published = fields(1);
        assertAboutTheFile(published, "published");
        assertThat(published.get("outcome").textValue()).isEqualTo("validated");
        assertThat(published.get("sha256").textValue()).isEqualTo(SHA);
        assertThat(published.get("seconds").doubleValue()).isEqualTo(0.013);
        assertThat(published.has("published_sha256")).isFalse();
    }

    @Test
    void whatIsPublishedDerivedHasBothHashes() throws Exception {
        events.publish(new Event.FilePublished(FILE, "cleaned", 1, SHA, OTHER, 20, 0.5));
        Logging.end();

        assertThat(lines())
                .containsExactly("INFO  pipeline: Published sff/2024/a.json in zone:cleaned, SHA-256 " + OTHER);
        assertThat(fields(0).get("sha256").textValue()).isEqualTo(SHA);
        assertThat(fields(0).get("published_sha256").textValue()).isEqualTo(OTHER);
        assertThat(fields(0).get("outcome").textValue()).isEqualTo("published");
    }

    @Test
    void rejectionSaysItsFirstErrorAndWhereTheOthersAre() throws Exception {
        Path reasons = home.resolve("data/dead-letter/sff/2024/a.json.reason.json");
        events.publish(new Event.FileRejected(
                FILE, 2, SHA, 20, 0.5, "wrong_type", "line 3, column 15", "/0/amount", "It is a text.", 2, reasons));
        events.publish(
                new Event.FileRejected(FILE, 2, SHA, 20, 0.5, "empty_file", "", "", "The file is empty.", 1, reasons));

        assertThat(lines())
                .containsExactly(
                        "ERROR validation: Validation failed for sff/2024/a.json: 2 errors, first at line 3, column 15: It is"
                                + " a text. Reasons: data/dead-letter/sff/2024/a.json.reason.json",
                        "ERROR validation: Validation failed for sff/2024/a.json: 1 error, first: The file is empty."
                                + " Reasons: data/dead-letter/sff/2024/a.json.reason.json");
        assertAboutTheFile(fields(0), "rejected");
        assertThat(fields(0).get("code").textValue()).isEqualTo("wrong_type");
        assertThat(fields(0).get("errors").longValue()).isEqualTo(2);
        assertThat(fields(0).get("outcome").textValue()).isEqualTo("rejected");
        assertThat(fields(0).get("sha256").textValue()).isEqualTo(SHA);
    }

    @Test
    void whatAStageLeavesOrPassesOverIsSaid() throws Exception {
        events.publish(new Event.FileLeft(FILE, Outcome.CHANGED, "changed while it was read and stays pending"));
        events.publish(new Event.FileDone(FILE, SHA, 20, 0.5));
        events.publish(new Event.FilePassedOver(FILE, Outcome.SUPERSEDED));

        assertThat(lines())
                .containsExactly(
                        "INFO  pipeline: sff/2024/a.json changed while it was read and stays pending",
                        "INFO  pipeline: Done with sff/2024/a.json in stage validate",
                        "INFO  pipeline: Stage validate passes over sff/2024/a.json: superseded");
        assertThat(fields(0).get("outcome").textValue()).isEqualTo("changed");
    }

    @Test
    void whatFollowsFromADecisionIsSaid() throws Exception {
        events.publish(new Event.RawChanged(FILE, SHA, 1, OTHER, 2, "REJECTED"));
        events.publish(new Event.DeliveredAgain(FILE, 3));
        events.publish(new Event.SameContent(FILE, "sff/b.json"));
        events.publish(new Event.StepFailedAfterDecision(FILE, "VALIDATED", "step x of route sff", "no answer"));

        assertThat(lines())
                .containsExactly(
                        "ERROR ledger: Checksum mismatch: sff/2024/a.json was changed in the raw zone, where data is"
                                + " immutable; it was " + SHA + " as version 1 and is " + OTHER
                                + " as version 2 (REJECTED). Ask the supplier why.",
                        "INFO  ledger: sff/2024/a.json was delivered again after its rejection, as version 3",
                        "WARN  ledger: sff/2024/a.json has the same content as sff/b.json",
                        "ERROR pipeline: step x of route sff failed behind the decision on sff/2024/a.json, which stays"
                                + " VALIDATED; it is not run again for this file (no answer). What must arrive belongs into a"
                                + " route of its own.");
        assertAboutTheFile(fields(0), "raw_changed");
        assertThat(fields(0).get("sha256").textValue()).isEqualTo(OTHER);
        assertThat(fields(0).get("sha256_before").textValue()).isEqualTo(SHA);
    }

    @Test
    void faultsHaveTheirKindAndTheirSources() throws Exception {
        EnvironmentFault fault = new EnvironmentFault(Kind.DISK_SPACE, home, "no room");
        events.publish(new Event.FaultOpened(fault, "Insufficient disk space: no room", true, "sff"));
        events.publish(new Event.FaultGoesOn(
                new OpenFault(Kind.DISK_SPACE, "no room", Instant.EPOCH, 3, List.of("other", "sff"))));
        events.publish(new Event.FaultOver(Kind.DISK_SPACE, "no room", 90, 4, List.of("other", "sff")));

        assertThat(lines())
                .containsExactly(
                        "ERROR environment: Insufficient disk space: no room (said once; it is tried again)",
                        "ERROR heartbeat: Still: no room",
                        "INFO  environment: Over after 90 s, met 4 times: no room");
        for (int line = 0; line < 3; line++) {
            assertThat(fields(line).get("kind").textValue()).isEqualTo("disk_space");
        }
        assertThat(fields(0).get("sources").toString()).isEqualTo("[\"sff\"]");
        assertThat(fields(2).get("sources").toString()).isEqualTo("[\"other\",\"sff\"]");
    }

    @Test
    void alarmsAndDefectsAreSaid() throws Exception {
        events.publish(new Event.UndeclaredFound(
                1, "1 file of no source: x.json", home.resolve("data/raw"), home.resolve("routes/sources")));
        events.publish(new Event.SchemaEdited("grant_v1", SHA, OTHER));
        events.publish(new Event.PathPassedOver("sff", "data/raw/sff/link", "a symbolic link that leaves the source"));
        events.publish(new Event.SourceEnded(FILE.run(), "sff", new Counts(0, 0, 3, 0, 0, 0, 0)));
        events.publish(new Event.SourceEnded(FILE.run(), "new", Counts.NONE));
        events.publish(new Event.Defect("sff/2024/a.json stays pending", new IllegalStateException("wrong"), FILE));

        assertThat(lines())
                .startsWith(
                        "WARN  pipeline: Nobody takes what belongs to no source; in data/raw there are 1 file of no source:"
                                + " x.json. Declare it with a route file in routes/sources, or move it away.",
                        "ERROR preflight: The schema grant_v1 was used with SHA-256 " + SHA + " and now has " + OTHER
                                + ": a used schema is immutable. Restore it, and put the change into a new version under a"
                                + " new name. Files that were rejected are checked again; files that were published are"
                                + " not.",
                        "WARN  scan: Passed over data/raw/sff/link: a symbolic link that leaves the source",
                        "INFO  pipeline: sff: already processed: 3",
                        "ERROR pipeline: Defect in Sluice: sff/2024/a.json stays pending");
        assertAboutTheFile(fields(4), "defect");
        assertThat(fields(4).get("stack_trace").textValue()).contains("wrong");
    }

    private static void assertAboutTheFile(JsonNode line, String event) {
        assertThat(line.get("event").textValue()).isEqualTo(event);
        assertThat(line.get("run").textValue()).isEqualTo(FILE.run());
        assertThat(line.get("stage").textValue()).isEqualTo("validate");
        assertThat(line.get("source").textValue()).isEqualTo("sff");
        assertThat(line.get("file").textValue()).isEqualTo("2024/a.json");
    }

    /** For people, without their times. */
    private List<String> lines() throws Exception {
        return Files.readAllLines(home.resolve("logs/migration/migration.log")).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    private JsonNode fields(int line) throws Exception {
        return new ObjectMapper()
                .readTree(Files.readAllLines(home.resolve("logs/migration/migration.json"))
                        .get(line));
    }
}
