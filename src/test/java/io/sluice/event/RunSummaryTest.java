package io.sluice.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");
    private static final Counts PHILANTHROPY = new Counts(2, 1, 0, 1, 1, 2, 4_096);
    private static final Counts SFF = new Counts(1, 0, 2, 0, 0, 0, 512);
    private static final Alarms ALARMS = new Alarms(2, List.of("sff/a.json", "sff/b.json"), List.of("grant_v1"), 3);

    @Test
    void totalsAreTheSumOverAllSources() {
        RunSummary summary = summary(START.plusSeconds(1));

        assertThat(summary.totals()).isEqualTo(new Counts(3, 1, 2, 1, 1, 2, 4_608));
        assertThat(summary.totals().ignored()).isEqualTo(2);
    }

    @Test
    void jsonHasTheKeysOfTheDesign() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(summary(START.plusSeconds(1)).toJson());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "run",
                        "mode",
                        "started_at",
                        "ended_at",
                        "seen",
                        "validated",
                        "rejected",
                        "already_processed",
                        "pending",
                        "failed",
                        "ignored",
                        "bytes",
                        "seconds",
                        "partial",
                        "failed_after_decision",
                        "undeclared",
                        "alarms",
                        "sources",
                        "stages",
                        "faults");
        assertThat(json.get("ended_at").textValue()).isEqualTo("2024-01-15T10:30:01Z");
        assertThat(json.get("seen").longValue()).isEqualTo(7);
        assertThat(json.get("sources").get(1).toString())
                .isEqualTo("{\"source\":\"sff\",\"seen\":3,\"validated\":1,\"rejected\":0,\"already_processed\":2,"
                        + "\"pending\":0,\"failed\":0,\"ignored\":0,\"bytes\":512,\"seconds\":1.235,\"partial\":true}");
        assertThat(json.get("undeclared").longValue()).isEqualTo(3);
        assertThat(json.get("alarms").toString()).isEqualTo("{\"raw_changed\":2,\"schema_edited\":1,\"undeclared\":3}");
    }

    @Test
    void runThatLastsHasNoEnd() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(summary(null).toJson())
                        .get("ended_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void writingReplacesTheEarlierSummaryAndLeavesNoTemp(@TempDir Path logs) throws Exception {
        Path file = logs.resolve("runs/20240115T103000Z-4f2a.json");

        summary(null).writeTo(file);
        summary(START.plusSeconds(1)).writeTo(file);

        assertThat(file).hasContent(summary(START.plusSeconds(1)).toJson());
        try (var names = Files.list(file.getParent())) {
            assertThat(names).containsExactly(file);
        }
    }

    private static RunSummary summary(@Nullable Instant end) {
        return new RunSummary(
                "20240115T103000Z-4f2a",
                "once",
                START,
                end,
                1.23456,
                new TreeMap<>(Map.of("open_philanthropy", PHILANTHROPY, "sff", SFF)),
                List.of("sff"),
                List.of(),
                List.of(),
                0,
                ALARMS);
    }
}
