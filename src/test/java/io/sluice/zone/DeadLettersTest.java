package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.finding.Severity;
import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    private static final Commits COMMITS = Commits.eachAlone(Durability.FILE, new Events());
    private static final Finding FINDING = new Finding(
            Severity.ERROR,
            FindingCode.EMPTY_FILE,
            null,
            "/0/amount",
            3,
            12,
            1,
            "amount is negative",
            "a number, not negative",
            "-5");

    private final Path home;

    private Path root;
    private DeadLetters store;

    DeadLettersTest(@TempDir Path home) {
        this.home = home;
        root = home.resolve("dead-letter");
        store = new DeadLetters(ZoneRoot.unmarked(root, List.of()), new DeadLetterPlaces(root), "r1", COMMITS);
    }

    private static DeadLetter letter(String path, Findings findings) {
        return new DeadLetter(
                "sff",
                path,
                2,
                "ab".repeat(32),
                "funding_data_v1",
                "cd".repeat(32),
                Instant.parse("2024-01-15T10:30:00.123456789Z"),
                "20240115T103000Z-4f2a",
                findings);
    }

    private static void keep(DeadLetters store, DeadLetter letter, Content content) throws EnvironmentFault {
        Committing.commit(COMMITS, store.stage(letter, content));
    }

    private static void keep(DeadLetters store, String path, String content) throws EnvironmentFault {
        keep(store, letter(path, Findings.of(FINDING)), Content.of(Tree.bytes(content)));
    }

    @Test
    void fileIsKeptBesideItsReason() throws Exception {
        keep(store, "2024/a.json", "[]");
        assertThat(root.resolve("sff/2024/a.json")).hasContent("[]");
        assertThat(Files.readString(root.resolve("sff/2024/a.json.reason.json")))
                .isEqualTo(
                        """
                        {
                          "source": "sff",
                          "file": "2024/a.json",
                          "sha256": "%s",
                          "size_bytes": 2,
                          "schema": "funding_data_v1",
                          "schema_sha256": "%s",
                          "rejected_at": "2024-01-15T10:30:00.123Z",
                          "run": "20240115T103000Z-4f2a",
                          "error_count": 1,
                          "truncated": false,
                          "findings": [
                            {
                              "severity": "error",
                              "code": "empty_file",
                              "keyword": null,
                              "pointer": "/0/amount",
                              "line": 3,
                              "column": 12,
                              "record": 1,
                              "message": "amount is negative",
                              "expected": "a number, not negative",
                              "found": "-5"
                            }
                          ]
                        }
                        """
                                .formatted("ab".repeat(32), "cd".repeat(32)));
    }

    @Test
    void cappedListSaysSoAndTheTotalIsTrue() throws Exception {
        Findings capped = new Findings(Collections.nCopies(Findings.KEPT_MAX, FINDING), 4321);
        keep(store, letter("a.json", capped), Content.of(Tree.bytes("[]")));
        JsonNode reason =
                new ObjectMapper().readTree(store.reasonPath("sff", "a.json").toFile());
        assertThat(reason.get("error_count").asLong()).isEqualTo(4321);
        assertThat(reason.get("truncated").asBoolean()).isTrue();
        assertThat(reason.get("findings")).hasSize(1000);
    }

    @Test
    void laterDeadLetterReplacesTheEarlierOne() throws Exception {
        keep(store, "a.json", "[]");
        keep(store, "a.json", "[1]");
        assertThat(root.resolve("sff/a.json")).hasContent("[1]");
        assertThat(Tree.files(root)).containsExactly("sff/a.json", "sff/a.json.reason.json");
    }

    @Test
    void fileThatPassesTakesItsDeadLetterAndEmptyDirectoriesAway() throws Exception {
        keep(store, "2024/01/a.json", "[]");
        keep(store, "2024/b.json", "[]");
        assertThat(store.remove("sff", "2024/01/a.json", false)).isTrue();
        assertThat(root.resolve("sff/2024/01")).doesNotExist();
        assertThat(Tree.files(root)).containsExactly("sff/2024/b.json", "sff/2024/b.json.reason.json");
        assertThat(store.remove("sff", "2024/b.json", false)).isTrue();
        assertThat(root.resolve("sff")).isEmptyDirectory();
        keep(store, "2024/01/a.json", "[]");
        assertThat(Tree.files(root)).hasSize(2);
    }

    @Test
    void removalThatWasCutShortIsCompleted() throws Exception {
        keep(store, "a.json", "[]");
        Files.delete(root.resolve("sff/a.json"));
        assertThat(store.remove("sff", "a.json", false)).isTrue();
        assertThat(store.remove("sff", "a.json", false)).isFalse();
        assertThat(store.remove("nobody", "x/a.json", false)).isFalse();
        assertThat(root.resolve("nobody")).doesNotExist();
    }

    @Test
    void directoriesThatComeAndGoUnderManyThreadsLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                String path = "2024/01/" + number + ".json";
                tasks.add(() -> {
                    keep(store, path, "[]");
                    return store.remove("sff", path, false);
                });
            }
            for (Future<Boolean> removed : threads.invokeAll(tasks)) {
                assertThat(removed.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Tree.files(root)).isEmpty();
    }

    @Test
    void removalDoesNotFollowALinkOutOfTheStore() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("a.json"), "keep");
        Files.createDirectories(root.resolve("sff"));
        Files.createSymbolicLink(root.resolve("sff/2024"), outside);
        assertThatThrownBy(() -> store.remove("sff", "2024/a.json", false)).isInstanceOf(EnvironmentFault.class);
        assertThat(outside.resolve("a.json")).exists();
    }

    @Test
    void rawNameOfAReasonMeetsNoReason() throws Exception {
        keep(store, "a.json", "[]");
        keep(store, "a.json.reason.json", "{}");
        keep(store, "c.json", "[]");
        keep(store, "c.json.reason.json/b.json", "{}");
        assertThat(Tree.files(root)).hasSize(8);
        assertThat(root.resolve("sff/a.json")).hasContent("[]");
        assertThat(store.contentPath("sff", "a.json.reason.json")).hasContent("{}");
        assertThat(store.remove("sff", "a.json.reason.json", false)).isTrue();
        assertThat(Tree.files(root))
                .contains("sff/a.json", "sff/a.json.reason.json")
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"line\nbreak \"quoted\" it's.json", "f\u00fcnf \u20ac.json", "..a..json", "LONG", "LONG\u00fc"})
    void anyNameIsKeptAndTakenAway(String name) throws Exception {
        String full = name.startsWith("LONG")
                ? "x".repeat(244) + name + (name.endsWith("\u00fc") ? ".json" : ".jsonx")
                : name;
        Tree.assumeLocaleCanName(full);
        keep(store, "d/" + full, "[]");
        assertThat(root.resolve("sff/d").resolve(full)).hasContent("[]");
        JsonNode reason = new ObjectMapper().readTree(Files.readAllBytes(store.reasonPath("sff", "d/" + full)));
        assertThat(reason.get("file").asText()).isEqualTo("d/" + full);
        assertThat(store.remove("sff", "d/" + full, false)).isTrue();
        assertThat(Tree.files(root)).isEmpty();
    }

    @Test
    void brokenTextOfASupplierCanStillBeReported() throws Exception {
        Finding broken = new Finding(
                Severity.WARNING, FindingCode.EMPTY_FILE, null, "/\udc00", null, null, null, "\ud800", null, "x\ud800");
        keep(store, letter("a.json", Findings.of(broken)), Content.of(Tree.bytes("[]")));
        JsonNode reason = new ObjectMapper().readTree(Files.readAllBytes(store.reasonPath("sff", "a.json")));
        assertThat(reason.at("/findings/0/found").asText()).isEqualTo("x\ud800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a.json", "../a.json", "a/../../b.json", "a//b.json", "a/", ".", "a/./b.json"})
    void pathThatLeadsElsewhereIsADefectOfTheCaller(String path) {
        assertThatThrownBy(() -> store.contentPath("sff", path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.remove("sff", path, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keep(store, path, "[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.reasonPath(path + "/..", "a.json")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fullDiskKeepsTheEarlierDeadLetterWhole() throws Exception {
        try (Tmpfs disk = Tmpfs.ofKibibytes(256)) {
            DeadLetters small = new DeadLetters(
                    ZoneRoot.unmarked(disk.path(), List.of()), new DeadLetterPlaces(disk.path()), "r1", COMMITS);
            keep(small, "a.json", "[]");
            String reason = Files.readString(small.reasonPath("sff", "a.json"));
            Findings many = new Findings(Collections.nCopies(Findings.KEPT_MAX, FINDING), 1000);
            EnvironmentFault fault = catchThrowableOfType(
                    EnvironmentFault.class, () -> keep(small, letter("a.json", many), Content.of(Tree.bytes("[1]"))));
            assertThat(fault.kind()).isEqualTo(EnvironmentFault.Kind.DISK_SPACE);
            assertThat(small.contentPath("sff", "a.json")).hasContent("[]");
            assertThat(Files.readString(small.reasonPath("sff", "a.json"))).isEqualTo(reason);
            assertThat(Tree.files(disk.path())).hasSize(2);
        }
    }
}
