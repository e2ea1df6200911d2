package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps watching. */
class WatchIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private SluiceHome home;

    @BeforeEach
    void aSource(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
    }

    @Test
    void newFilesArePublishedUntilSigtermEndsTheRunCleanly() throws Exception {
        home.deliver("sff/before.json", Grants.valid("before"));
        try (RunningSluice watching = home.start("run", "--json")) {
            awaitPublished("sff/before.json");
            home.deliver("sff/2024/while.json", Grants.valid("while"));
            awaitPublished("sff/2024/while.json");

            JsonNode process = home.sluice("status", "--json").json().get("process");
            assertThat(process.get("pid").asLong()).isEqualTo(watching.pid());
            assertThat(process.get("mode").asText()).isEqualTo("watch");

            Ended second = home.runOnce();
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err())
                    .contains("process " + watching.pid())
                    .contains(process.get("started_at").asText().substring(0, "2024-01-15T10:30:00".length()));

            watching.signal("TERM");
            Ended ended = watching.endedWithin(10);
            assertThat(ended.exitCode()).isEqualTo(143);
            assertThat(ended.count("validated")).isEqualTo(2);
            assertThat(ended.count("pending")).isZero();
            Path kept = home.file("logs/runs/" + ended.json().get("run").asText() + ".json");
            assertThat(SluiceHome.json(kept)).isEqualTo(ended.json());
        }
        assertThat(home.sluice("status", "--json").json().get("process").isNull())
                .isTrue();
    }

    @Test
    void ctrlCEndsTheRunCleanly() throws Exception {
        home.deliver("sff/before.json", Grants.valid("before"));
        try (RunningSluice watching = home.start("run", "--json")) {
            awaitPublished("sff/before.json");
            watching.signal("INT");
            Ended ended = watching.endedWithin(10);
            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.count("validated")).isEqualTo(1);
        }
        assertThat(home.ledger().query("SELECT count(*) FROM runs WHERE ended_at_ms IS NULL"))
                .containsExactly("0");
    }

    /** Renamed over again and again: whatever is caught in between is one whole content, and the last one wins. */
    @Test
    void aFileReplacedWhileItIsProcessedIsNeverPublishedMixed() throws Exception {
        Set<String> delivered = new HashSet<>();
        String last = "";
        try (RunningSluice watching = home.start("run")) {
            for (int round = 0; round < 200 || versions().size() < 5; round++) {
                last = Grants.valid("round-" + round) + " ".repeat(round * 997 % 50_000);
                delivered.add(Tree.sha256(last.getBytes(UTF_8)));
                home.deliver("sff/replaced.json", last);
            }
            String expected = last;
            await().atMost(AT_MOST)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(Files.readString(home.validated("sff/replaced.json")))
                            .isEqualTo(expected));
            watching.signal("TERM");
            watching.endedWithin(10);
        }
        assertThat(versions())
                .allSatisfy(version -> assertThat(delivered).contains(version.substring(version.lastIndexOf(' ') + 1)));
        assertThat(versions().get(versions().size() - 1)).endsWith(Tree.sha256(last.getBytes(UTF_8)));
        assertThat(Tree.files(home.deadLetter(""))).isEmpty();
    }

    private List<String> versions() throws Exception {
        return Files.exists(home.file("data/_ledger/ledger.db")) && Files.exists(home.validated("sff/replaced.json"))
                ? home.ledger().versions("sff", "replaced.json")
                : List.of();
    }

    private void awaitPublished(String place) {
        await().atMost(AT_MOST).until(() -> Files.exists(home.validated(place)));
    }
}
