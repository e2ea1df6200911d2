package io.sluice.zone;

import static io.sluice.zone.Tree.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Durability.class)
class PublisherTest {
    private static final byte[] OLD = bytes("{\"grant_id\": \"old\"}");
    private static final byte[] NEW = bytes("{\"grant_id\": \"new\", \"amount\": 1}");

    private final Path home;

    private Path zone;
    private Path backups;
    private Path target;
    private Path backup;
    private final Commits commits;
    private Publisher publisher;

    PublisherTest(Durability durability, @TempDir Path home) {
        this.home = home;
        this.commits = Committing.of(durability);
        zone = home.resolve("validated");
        backups = home.resolve("_backups");
        target = zone.resolve("sff/2024/a.json");
        backup = backups.resolve("runs/r1/v2/sff/2024/a.json");
        publisher = new Publisher(
                ZoneRoot.unmarked(zone, List.of()), ZoneRoot.unmarked(backups, List.of()), "r1", commits, true);
    }

    @AfterEach
    void close() {
        commits.close();
    }

    private Published publish(byte[] content) throws EnvironmentFault {
        return Committing.publish(publisher, commits, content, target, backup);
    }

    @Test
    void newFileIsPublishedWithTheDirectoriesItNeeds() throws Exception {
        assertThat(publish(NEW)).isEqualTo(new Published(target, NEW.length, Sha256.of(NEW), Replaced.NOTHING));
        assertThat(target).hasBinaryContent(NEW);
        assertThat(Tree.files(home)).containsExactly("validated/sff/2024/a.json");
    }

    @Test
    void emptyContentIsPublished() throws Exception {
        publish(new byte[0]);
        assertThat(target).isEmptyFile();
    }

    @Test
    void equalBytesAreWrittenAgainWithoutABackup() throws Exception {
        publish(NEW);
        Object before = Files.getAttribute(target, "unix:ino");
        assertThat(publish(NEW).replaced()).isEqualTo(Replaced.SAME_BYTES);
        assertThat(Files.getAttribute(target, "unix:ino")).isNotEqualTo(before);
        assertThat(backups).doesNotExist();
    }

    @Test
    void otherBytesOfTheSameSizeAreKeptAsABackup() throws Exception {
        byte[] sameSize = OLD.clone();
        sameSize[sameSize.length - 1] = '!';
        publish(OLD);
        assertThat(publish(sameSize).replaced()).isEqualTo(Replaced.BACKED_UP);
        assertThat(target).hasBinaryContent(sameSize);
        assertThat(backup).hasBinaryContent(OLD);
    }

    @Test
    void backupIsNeverOverwritten() throws Exception {
        publish(OLD);
        publish(NEW);
        publish(bytes("third"));
        assertThat(backup).hasBinaryContent(OLD);
        assertThat(backup.resolveSibling("a.json.2")).hasBinaryContent(NEW);
        assertThat(target).hasContent("third");
    }

    @Test
    void backupOfTheSameBytesIsEnough() throws Exception {
        publish(OLD);
        Files.createDirectories(backup.getParent());
        Files.write(backup, OLD);
        publish(NEW);
        assertThat(Tree.files(backups)).containsExactly("runs/r1/v2/sff/2024/a.json");
    }

    @Test
    void backupIsCopiedWhereNoSecondNameIsPossible() throws Exception {
        FaultyOperations withoutLinks = new FaultyOperations(FaultyOperations.NEVER);
        withoutLinks.refusesLinks = true;
        publish(OLD);
        publisher = new Publisher(
                new DurableWriter(ZoneRoot.unmarked(zone, List.of()), "r2", commits, true),
                new DurableWriter(
                        ZoneRoot.unmarked(backups, List.of()), "r2", new EachAlone(withoutLinks, new Events()), true));
        publish(NEW);
        assertThat(backup).hasBinaryContent(OLD);
        assertThat(withoutLinks.calls).containsSubsequence("create temp", "sync temp", "rename a.json", "sync 2024");
    }

    @Test
    void directoryAtTheTargetIsAFaultAndStays() throws Exception {
        Files.createDirectories(target.resolve("inside"));
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> publish(NEW));
        assertThat(fault.kind()).isEqualTo(Kind.IO);
        assertThat(fault).hasMessageContaining(target + " is a directory").hasMessageContaining("stays pending");
        assertThat(target.resolve("inside")).isDirectory();
        assertThat(Tree.files(home)).isEmpty();
    }

    @Test
    void fileWhereADirectoryIsNeededIsAFaultThatNamesIt() throws Exception {
        Files.createDirectories(zone);
        Files.write(zone.resolve("sff"), OLD);
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> publish(NEW));
        assertThat(fault).hasMessageContaining(zone.resolve("sff") + " is needed as a directory");
        assertThat(fault.key()).contains(zone.resolve("sff").toString());
        assertThat(zone.resolve("sff")).hasBinaryContent(OLD);
    }

    @Test
    void symbolicLinkAtTheTargetIsReplacedAndNotFollowed() throws Exception {
        Path outside = Files.write(home.resolve("outside.json"), OLD);
        Files.createDirectories(target.getParent());
        Files.createSymbolicLink(target, outside);
        assertThat(publish(NEW).replaced()).isEqualTo(Replaced.BACKED_UP);
        assertThat(outside).hasBinaryContent(OLD);
        assertThat(Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(target).hasBinaryContent(NEW);
        assertThat(Files.readSymbolicLink(backup)).isEqualTo(outside);
    }

    @Test
    void symbolicLinkThatLeadsNowhereIsReplacedWithoutABackup() throws Exception {
        Files.createDirectories(target.getParent());
        Files.createSymbolicLink(target, home.resolve("nowhere"));
        assertThat(publish(NEW).replaced()).isEqualTo(Replaced.NOTHING);
        assertThat(target).hasBinaryContent(NEW);
        assertThat(home.resolve("nowhere")).doesNotExist();
    }

    @Test
    void linkedDirectoryThatLeavesTheZoneIsRefusedEvenAfterTheDirectoryWasKnown() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside"));
        publish(OLD);
        Files.delete(target);
        Files.delete(target.getParent());
        Files.createSymbolicLink(target.getParent(), outside);
        assertThatThrownBy(() -> publish(NEW))
                .isInstanceOf(EnvironmentFault.class)
                .hasMessageContaining("leads out of " + zone);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linkedDirectoryInsideTheZoneAndALinkedZoneAreFine() throws Exception {
        Path disk = Files.createDirectories(home.resolve("disk/elsewhere"));
        Files.createSymbolicLink(zone, disk);
        Files.createDirectories(zone.resolve("sff/real"));
        Files.createSymbolicLink(zone.resolve("sff/2024"), Path.of("real"));
        publish(NEW);
        assertThat(disk.resolve("sff/real/a.json")).hasBinaryContent(NEW);
    }

    @Test
    void removedDirectoryIsMadeAgain() throws Exception {
        publish(OLD);
        Files.delete(target);
        Files.delete(target.getParent());
        Files.delete(zone.resolve("sff"));
        assertThat(publish(NEW).replaced()).isEqualTo(Replaced.NOTHING);
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void targetOutsideTheZoneIsADefectOfTheCaller() {
        for (Path wrong : List.of(home.resolve("x.json"), zone.resolve("../x.json"), zone, Path.of("x.json"))) {
            assertThatThrownBy(() -> publisher.stage(Content.of(NEW), wrong, () -> backup))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak \"quoted\" it's.json", "f\u00fcnf \u20ac.json", "..a..json", "FULL"})
    void anyNameThatAFileSystemAllowsIsPublished(String name) throws Exception {
        String full = name.equals("FULL") ? "x".repeat(250) + ".json" : name;
        Tree.assumeLocaleCanName(full);
        target = zone.resolve("sff").resolve(full);
        publish(NEW);
        assertThat(Tree.files(zone)).containsExactly("sff/" + full);
    }

    @Test
    void publishedFilesFollowTheUmask() throws Exception {
        Path plain = Files.write(home.resolve("plain"), OLD);
        publish(NEW);
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(plain));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .startsWith("rw-");
    }

    @Test
    void bytesThatReadBackDifferentlyAreDropped() throws Exception {
        publish(OLD);
        FaultyOperations flipping = new FaultyOperations(FaultyOperations.NEVER);
        flipping.flipsBits = true;
        publisher = new Publisher(
                new DurableWriter(
                        ZoneRoot.unmarked(zone, List.of()), "r2", new EachAlone(flipping, new Events()), true),
                new DurableWriter(ZoneRoot.unmarked(backups, List.of()), "r2", commits, true));
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> publish(NEW));
        assertThat(fault.kind()).isEqualTo(Kind.INTEGRITY);
        assertThat(fault).hasMessageStartingWith("Checksum mismatch: ");
        assertThat(target).hasBinaryContent(OLD);
        assertThat(Tree.files(zone)).containsExactly("sff/2024/a.json");
    }

    @Test
    void interruptLeavesTheTargetAndNoTemp() throws Exception {
        publish(OLD);
        Thread.currentThread().interrupt();
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> publish(NEW));
        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        assertThat(fault.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(target).hasBinaryContent(OLD);
        assertThat(Tree.files(zone)).containsExactly("sff/2024/a.json");
    }

    @Test
    void manyThreadsPublishIntoTheSameNewDirectories() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Published>> tasks = new ArrayList<>();
            for (int number = 0; number < 400; number++) {
                byte[] content = bytes("content " + number);
                Path file = zone.resolve("s" + number % 3 + "/d" + number % 7 + "/" + number + ".json");
                tasks.add(() -> Committing.publish(publisher, commits, content, file, backup));
            }
            for (Future<Published> done : threads.invokeAll(tasks)) {
                Published published = done.get();
                assertThat(Sha256.of(published.target())).isEqualTo(published.sha256());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Tree.files(zone)).hasSize(400).noneMatch(name -> name.contains(".sluice-"));
    }

    @Test
    void fifoAtTheTargetIsAFaultAndNotOpened() throws IOException, InterruptedException {
        Files.createDirectories(target.getParent());
        assertThat(new ProcessBuilder("mkfifo", target.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> publish(NEW))
                .isInstanceOf(EnvironmentFault.class)
                .hasMessageContaining("no regular file");
    }
}
