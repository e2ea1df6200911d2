package io.sluice.zone;

import static io.sluice.zone.Tree.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.batch.Answer;
import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {
    private static final int FILES = 5;

    private final Path zone;
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();

    GroupCommitTest(@TempDir Path home) {
        this.zone = home.resolve("zone");
    }

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.createDirectories(zone.resolve("d"));
    }

    private Path target(int file) {
        return zone.resolve("d/" + file + ".json");
    }

    /** Stages all, then submits them as one batch, and waits for their answers. */
    private void commit(FileOperations operations) throws EnvironmentFault {
        GroupCommit commits = new GroupCommit(operations, () -> FILES, new Events());
        DurableWriter writer = new DurableWriter(ZoneRoot.unmarked(zone, List.of()), "r1", commits, false);
        List<Publication> staged = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            staged.add(writer.stage(
                    List.of(new DurableWriter.ToWrite(target(file), Content.of(bytes("content " + file))))));
        }
        for (int file = 0; file < FILES; file++) {
            commits.submit(staged.get(file), answer(file));
        }
        commits.close();
        assertThat(answers).hasSize(FILES);
    }

    private Answer<Publication> answer(int file) {
        return new Answer<>() {
            @Override
            public void done(Publication committed) {
                assertThat(answers.put(file, "committed")).isNull();
            }

            @Override
            public void failed(Throwable why) {
                assertThat(answers.put(file, String.valueOf(why.getMessage()))).isNull();
            }
        };
    }

    private static FaultyOperations whole(int failAt) {
        FaultyOperations operations = new FaultyOperations(failAt);
        operations.flushesWhole = true;
        return operations;
    }

    @Test
    void wholeFileSystemIsFlushedOnceForTheBytesAndOnceForTheNames() throws Exception {
        FaultyOperations operations = whole(FaultyOperations.NEVER);
        commit(operations);
        List<String> calls =
                operations.calls.subList(operations.calls.indexOf("syncFileSystem of"), operations.calls.size());
        assertThat(calls)
                .containsExactly(
                        "syncFileSystem of",
                        "close temp",
                        "rename 0.json",
                        "close temp",
                        "rename 1.json",
                        "close temp",
                        "rename 2.json",
                        "close temp",
                        "rename 3.json",
                        "close temp",
                        "rename 4.json",
                        "syncFileSystem of");
        assertThat(answers).containsOnlyKeys(0, 1, 2, 3, 4).containsValue("committed");
        assertThat(Tree.files(zone)).hasSize(FILES);
    }

    @Test
    void eachFileIsFlushedWhereTheWholeCannotBe() throws Exception {
        FaultyOperations operations = new FaultyOperations(FaultyOperations.NEVER);
        commit(operations);
        assertThat(operations.calls.stream().filter("sync temp"::equals)).hasSize(FILES);
        assertThat(operations.calls.stream().filter("sync d"::equals)).hasSize(1);
        assertThat(operations.calls).endsWith("sync d");
    }

    @Test
    void failureAtAnyStepFailsThoseThatItConcernsAndLeavesNoTemp() throws Exception {
        for (boolean flushesWhole : new boolean[] {true, false}) {
            FaultyOperations counted = new FaultyOperations(FaultyOperations.NEVER);
            counted.flushesWhole = flushesWhole;
            answers.clear();
            commit(counted);
            List<String> calls = List.copyOf(counted.calls);
            int firstOfCommit = calls.lastIndexOf("write temp") + 1;
            for (int step = firstOfCommit; step < calls.size(); step++) {
                answers.clear();
                FaultyOperations failing = new FaultyOperations(step);
                failing.flushesWhole = flushesWhole;
                commit(failing);
                long failed = answers.values().stream()
                        .filter(answer -> !answer.equals("committed"))
                        .count();
                String call = calls.get(step);
                boolean concernsAll =
                        call.startsWith("syncFileSystem") || call.equals("sync d") || call.equals("sync zone");
                assertThat(failed).as("failed at %s", call).isEqualTo(concernsAll ? FILES : 1);
                assertThat(Tree.files(zone)).noneMatch(name -> name.contains(".sluice-"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void nothingIsPublishedThroughADirectoryThatWasSwappedForALinkOut(Durability durability) throws Exception {
        Path outside = Files.createDirectories(zone.resolveSibling("outside"));
        try (Commits commits = Committing.of(durability)) {
            DurableWriter writer = new DurableWriter(ZoneRoot.unmarked(zone, List.of()), "r1", commits, false);
            Committing.commit(commits, writer.stage(List.of(write(0))));
            Publication before = writer.stage(List.of(write(1)));
            Files.move(zone.resolve("d"), zone.resolve("moved"));
            Files.createSymbolicLink(zone.resolve("d"), outside);
            Publication after = writer.stage(List.of(write(2)));
            for (Publication each : List.of(before, after)) {
                assertThatThrownBy(() -> Committing.commit(commits, each))
                        .isInstanceOf(EnvironmentFault.class)
                        .hasMessageContaining("leads out of");
            }
            assertThatThrownBy(() -> writer.stage(List.of(write(3)))).hasMessageContaining("leads out of");
        }
        assertThat(Tree.files(outside)).isEmpty();
    }

    @Test
    void aDirectoryThatWasRemovedIsMadeAgainAndFlushed() throws Exception {
        FaultyOperations operations = whole(FaultyOperations.NEVER);
        GroupCommit commits = new GroupCommit(operations, () -> 0, new Events());
        DurableWriter writer = new DurableWriter(ZoneRoot.unmarked(zone, List.of()), "r1", commits, false);
        Committing.commit(commits, writer.stage(List.of(write(0))));
        Files.delete(target(0));
        Files.delete(zone.resolve("d"));
        operations.calls.clear();
        Committing.commit(commits, writer.stage(List.of(write(1))));
        commits.close();
        assertThat(operations.calls).containsSubsequence("createDirectory d", "sync zone", "rename 1.json", "sync d");
        assertThat(target(1)).exists();
    }

    private DurableWriter.ToWrite write(int file) {
        return new DurableWriter.ToWrite(target(file), Content.of(bytes("content " + file)));
    }

    @Test
    void whatComesAfterTheEndIsGivenBack() throws Exception {
        GroupCommit commits = new GroupCommit(new SystemCalls(Durability.BATCH), () -> 0, new Events());
        DurableWriter writer = new DurableWriter(ZoneRoot.unmarked(zone, List.of()), "r1", commits, false);
        Publication late = writer.stage(List.of(new DurableWriter.ToWrite(target(0), Content.of(bytes("late")))));
        commits.close();
        commits.submit(late, answer(0));
        assertThat(answers.get(0)).contains("stopping").contains("stays pending");
        assertThat(Tree.files(zone)).isEmpty();
    }

    @Test
    void realFileSystemIsFlushedAsAWhole() throws Exception {
        SystemCalls calls = new SystemCalls(Durability.BATCH);
        long before = System.nanoTime();
        assertThat(calls.syncFileSystem(zone, before))
                .as("nothing is known of the time before")
                .isFalse();
        boolean trusted = List.of("ext4", "xfs", "btrfs", "tmpfs")
                .contains(Files.getFileStore(zone).type());
        if (trusted && kernelReportsErrors()) {
            await().until(() -> calls.syncFileSystem(zone, System.nanoTime()));
        }
        assertThat(calls.syncFileSystem(zone, before))
                .as("written before the descriptor was opened")
                .isFalse();
    }

    private static boolean kernelReportsErrors() {
        return WholeFileSystems.reportsErrors(System.getProperty("os.name"), System.getProperty("os.version"));
    }

    @Test
    void anErrorInABatchFailsAllThatHaveNoAnswer() throws Exception {
        FaultyOperations operations = whole(FaultyOperations.NEVER);
        operations.beforeEach = () -> {
            if (operations.calls.contains("syncFileSystem of")) {
                throw new OutOfMemoryError("made by a test");
            }
        };
        commit(operations);
        assertThat(answers.values()).containsOnly("made by a test");
        assertThat(Tree.files(zone)).noneMatch(name -> name.endsWith(".json") && !name.contains(".sluice-"));
    }

    @Test
    void onlyAKernelThatReportsErrorsIsTrusted() {
        assertThat(WholeFileSystems.reportsErrors("Linux", "5.17.0-63-generic")).isTrue();
        assertThat(WholeFileSystems.reportsErrors("Linux", "6.1.0")).isTrue();
        assertThat(WholeFileSystems.reportsErrors("Linux", "5.16.3")).isFalse();
        assertThat(WholeFileSystems.reportsErrors("Linux", "4.19")).isFalse();
        assertThat(WholeFileSystems.reportsErrors("Linux", "unknown")).isFalse();
        assertThat(WholeFileSystems.reportsErrors("Mac OS X", "14.1")).isFalse();
    }
}
