package io.sluice.zone;

import static io.sluice.zone.Tree.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableWriterTest {
    private static final byte[] OLD = bytes("old");
    private static final byte[] NEW = bytes("new and longer");

    private final Path home;

    private Path zone;
    private Path target;

    DurableWriterTest(@TempDir Path home) {
        this.home = home;
        zone = home.resolve("zone");
        target = zone.resolve("a/b/file.json");
    }

    private static void write(DurableWriter writer, Path target, byte[] content) throws EnvironmentFault {
        try (Staged staged = writer.stage(target, Content.of(content))) {
            staged.commit();
        }
    }

    private DurableWriter writer(FileOperations operations) {
        return new DurableWriter(
                ZoneRoot.unmarked(zone, List.of()), "r1", new EachAlone(operations, new Events()), true);
    }

    @Test
    void stepsComeInTheOrderThatACrashCannotHurt() throws Exception {
        FaultyOperations recorded = new FaultyOperations(FaultyOperations.NEVER);
        DurableWriter writer = writer(recorded);
        write(writer, target, NEW);
        String above = home.getFileName().toString();
        assertThat(recorded.calls)
                .containsExactly(
                        "createDirectory zone",
                        "sync " + above,
                        "createDirectory a",
                        "sync zone",
                        "createDirectory b",
                        "sync a",
                        "create temp",
                        "write temp",
                        "sync temp",
                        "close temp",
                        "rename file.json",
                        "sync b");
        recorded.calls.clear();
        write(writer, target.resolveSibling("next.json"), NEW);
        assertThat(recorded.calls)
                .containsExactly("create temp", "write temp", "sync temp", "close temp", "rename next.json", "sync b");
    }

    @Test
    void directoryOfAnEarlierProcessIsFlushedBeforeItIsTrusted() throws Exception {
        Files.createDirectories(target.getParent());
        FaultyOperations recorded = new FaultyOperations(FaultyOperations.NEVER);
        write(writer(recorded), target, NEW);
        assertThat(recorded.calls).startsWith("sync zone", "sync a", "create temp");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureAtAnyStepLeavesTheOldOrTheWholeNewFileAndNoTemp(boolean replaces) throws Exception {
        FaultyOperations whole = shortWriting(FaultyOperations.NEVER);
        write(writer(whole), target, NEW);
        assertThat(whole.calls).hasSize(14);

        for (int step = 0; step < whole.calls.size(); step++) {
            zone = home.resolve("zone-" + step);
            target = zone.resolve("a/b/file.json");
            DurableWriter writer = writer(shortWriting(step));
            if (replaces) {
                write(
                        new DurableWriter(
                                ZoneRoot.unmarked(zone, List.of()),
                                "r0",
                                Commits.eachAlone(Durability.FILE, new Events()),
                                true),
                        target,
                        OLD);
            }
            EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> write(writer, target, NEW));
            if (fault == null) {
                assertThat(replaces)
                        .as("fewer steps where directories are in place")
                        .isTrue();
                continue;
            }
            assertThat(fault.kind()).isEqualTo(Kind.IO);
            if (replaces || Files.exists(target)) {
                assertThat(Files.readAllBytes(target)).isIn(OLD, NEW);
            }
            assertThat(Tree.files(home)).noneMatch(name -> name.contains(".sluice-"));
            write(writer, target, NEW);
            assertThat(target).hasBinaryContent(NEW);
        }
    }

    @Test
    void failedFlushIsNotTriedAgainOnTheSameFile() throws Exception {
        Files.createDirectories(target.getParent());
        FaultyOperations failing = new FaultyOperations(4);
        assertThatThrownBy(() -> write(writer(failing), target, NEW)).hasMessageContaining("could not flush " + target);
        assertThat(failing.calls)
                .containsExactly(
                        "sync zone", "sync a", "create temp", "write temp", "sync temp", "close temp", "delete temp");
    }

    @Test
    void stagedFileIsNotVisibleAndDroppingLeavesNothing() throws Exception {
        DurableWriter writer = writer(new SystemCalls(Durability.FILE));
        Staged staged = writer.stage(target, Content.of(NEW));
        assertThat(target).doesNotExist();
        assertThat(Tree.files(zone)).singleElement().asString().matches("a/b/\\.sluice-r1-[0-9]+\\.tmp");
        staged.drop();
        staged.drop();
        assertThat(Tree.files(zone)).isEmpty();
        assertThatThrownBy(staged::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void interruptBetweenAnyTwoStepsLeavesTheOldOrTheWholeNewFileAndNoTemp() throws Exception {
        write(writer(new SystemCalls(Durability.FILE)), target, OLD);
        for (int step = 0; step < 8; step++) {
            FaultyOperations interrupting = new FaultyOperations(FaultyOperations.NEVER);
            int at = step;
            interrupting.beforeEach = () -> {
                if (interrupting.calls.size() == at) {
                    Thread.currentThread().interrupt();
                }
            };
            EnvironmentFault fault =
                    catchThrowableOfType(EnvironmentFault.class, () -> write(writer(interrupting), target, NEW));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(fault.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(Files.readAllBytes(target)).isEqualTo(step < 6 ? OLD : NEW);
            assertThat(Tree.files(zone)).containsExactly("a/b/file.json");
        }
    }

    @Test
    void tempOfTheSameNameIsPassedOver() throws Exception {
        Path directory = Files.createDirectories(target.getParent());
        DurableWriter writer = writer(new SystemCalls(Durability.FILE));
        String first;
        try (Staged staged = writer.stage(target, Content.of(NEW))) {
            first = Tree.files(directory).get(0);
            staged.commit();
        }
        long number = Long.parseLong(first.replaceAll(".*-([0-9]+)\\.tmp", "$1"));
        Path taken = Files.write(directory.resolve(LeftoverTemps.name("r1", number + 1)), OLD);
        write(writer, target, bytes("third"));
        assertThat(target).hasContent("third");
        assertThat(taken).hasBinaryContent(OLD);
    }

    @Test
    void largeFileIsCopiedAndItsChecksumHolds() throws Exception {
        byte[] large = new byte[3 * Content.CHUNK_BYTES + 17];
        new Random(7).nextBytes(large);
        Path raw = Files.write(home.resolve("raw.json"), large);
        DurableWriter writer = writer(new SystemCalls(Durability.FILE));
        try (Staged staged = writer.stage(target, Content.copyOf(raw, large.length, Sha256.of(large)))) {
            staged.commit();
        }
        assertThat(target).hasBinaryContent(large);
        write(writer, target, large);
        assertThat(target).hasBinaryContent(large);
    }

    @Test
    void copyOfAFileThatChangedIsRefused() throws Exception {
        Path raw = Files.write(home.resolve("raw.json"), NEW);
        DurableWriter writer = writer(new SystemCalls(Durability.FILE));
        for (Content changed : List.of(
                Content.copyOf(raw, NEW.length, Sha256.of(OLD)),
                Content.copyOf(raw, NEW.length - 1, Sha256.of(NEW)),
                Content.copyOf(raw, NEW.length + 1, Sha256.of(OLD)))) {
            EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> writer.stage(target, changed));
            assertThat(fault.kind()).isEqualTo(Kind.INTEGRITY);
            assertThat(fault).hasMessageContaining(raw + " changed while it was copied");
            assertThat(Tree.files(zone)).isEmpty();
        }
    }

    @Test
    void copyOfAFileThatVanishedIsAFaultThatNamesIt() {
        Path raw = home.resolve("raw.json");
        assertThatThrownBy(() -> writer(new SystemCalls(Durability.FILE)).stage(target, Content.copyOf(raw, 1, "00")))
                .isInstanceOf(EnvironmentFault.class)
                .hasMessageContaining("could not read " + raw + " (no such file)");
    }

    private static FaultyOperations shortWriting(int failAt) {
        FaultyOperations operations = new FaultyOperations(failAt);
        operations.bytesPerWrite = 5;
        return operations;
    }
}
