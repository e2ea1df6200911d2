package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.FakeClock;
import io.sluice.event.ScanCount;
import io.sluice.intake.list.Entry;
import io.sluice.intake.list.FileKind;
import io.sluice.intake.list.FileStatus;
import io.sluice.intake.list.KernelLister;
import io.sluice.intake.list.Lister;
import io.sluice.intake.list.StreamLister;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DirectoryWalkTest {
    private final FakeClock clock = new FakeClock(Instant.now());
    private final FileSystemClock fileSystemClock = new FileSystemClock(clock, clock::nanoTime, true);
    private final FileIndex index = new FileIndex();
    private final Met met = new Met();
    private final List<Path> listed = new ArrayList<>();
    private Path temp;
    private Path root;
    private DirectoryWalk walk;
    private Lister lister = counting(new StreamLister());

    /** Notes what it meets, and stops after so many files. */
    private class Met implements DirectoryWalk.Visitor {
        private final TreeSet<String> files = new TreeSet<>();
        private final Map<String, String> passedOver = new TreeMap<>();
        private final Map<Path, IOException> unreadable = new TreeMap<>();
        private final Set<String> ignored = new TreeSet<>();
        private final Map<String, RuntimeException> defects = new TreeMap<>();
        private int filesMax = Integer.MAX_VALUE;

        private Set<String> files() {
            return files;
        }

        private Map<String, RuntimeException> defects() {
            return defects;
        }

        @Override
        public boolean goesOn() {
            return files.size() < filesMax;
        }

        @Override
        public io.sluice.intake.Met file(Path file, FileStatus status, boolean decided) {
            String path = root.relativize(file).toString();
            files.add(path);
            return ignored.contains(path) ? io.sluice.intake.Met.IGNORED : io.sluice.intake.Met.OPEN;
        }

        @Override
        public void passedOver(Path directory, String name, String why) {
            passedOver.put(root.relativize(directory.resolve(name)).toString(), why);
        }

        @Override
        public void unreadableFile(Path file, IOException why) {
            unreadable.put(file, why);
        }

        @Override
        public void unreadable(Path directory, IOException why) {
            unreadable.put(directory, why);
        }

        @Override
        public void defect(Path file, RuntimeException why) {
            defects.put(root.relativize(file).toString(), why);
        }
    }

    private Lister counting(Lister lister) {
        return new Lister() {
            @Override
            public void list(Path directory, Visitor visitor) throws IOException {
                listed.add(directory);
                lister.list(directory, visitor);
            }

            @Override
            public boolean tellsInodes() {
                return lister.tellsInodes();
            }
        };
    }

    static Stream<Lister> listers() {
        return Stream.concat(Stream.of(new StreamLister()), KernelLister.find().stream());
    }

    @BeforeEach
    void makeRoot(@TempDir Path directory) throws IOException {
        temp = directory;
        root = Files.createDirectory(temp.resolve("raw"));
        walk = new DirectoryWalk(root, Integer.MAX_VALUE, fileSystemClock);
    }

    private Path file(String path) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        return Files.writeString(root.resolve(path), "{}");
    }

    /** A decision on the file as it is. */
    private void decided(String path) throws IOException {
        decided(path, FileStatus.of(root.resolve(path)), false);
    }

    private void decided(String path, FileStatus status, boolean rejected) {
        index.put(key(path), status.sizeBytes(), status.mtimeNs(), status.ctimeNs(), rejected);
    }

    private void rejected(String path) throws IOException {
        decided(path, FileStatus.of(root.resolve(path)), true);
    }

    private ScanCount look(boolean full) {
        met.files.clear();
        listed.clear();
        ScanCount count = new ScanCount();
        walk.walk(index, lister, full, count, met);
        return count;
    }

    private ScanCount look() {
        return look(false);
    }

    private void assertCounts(ScanCount count, long seen, long known, long ignored) {
        assertThat(List.of(count.seenCount(), count.knownCount(), count.ignoredCount()))
                .as("seen, known, ignored")
                .containsExactly(seen, known, ignored);
    }

    /** Files {@code file-0}, {@code file-1} and so on, all decided. */
    private void aLargeDirectory() throws IOException {
        for (int file = 0; file < DirectoryWalk.LARGE_FILES_MIN; file++) {
            Files.createFile(root.resolve("file-" + file));
            decided("file-" + file);
        }
    }

    @ParameterizedTest
    @MethodSource("listers")
    void meetsFilesAtEveryDepthUpToTheLast(Lister used) throws IOException {
        lister = used;
        file("a");
        file("b/c");
        file("b/d/e");
        file(".closed/f");
        assertCounts(look(true), 3, 0, 1);
        assertThat(met.files).containsExactly("a", "b/c", "b/d/e");
        walk = new DirectoryWalk(root, 2, fileSystemClock);
        look(true);
        assertThat(met.files).containsExactly("a", "b/c");
        walk = new DirectoryWalk(root, 1, fileSystemClock);
        look(true);
        assertThat(met.files).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("listers")
    void followsALinkToAFileWithinTheSourceAndNoOther(Lister used) throws IOException {
        lister = used;
        file("b/a");
        Path outside = Files.writeString(temp.resolve("outside"), "{}");
        Path beside = Files.createDirectory(temp.resolve("raw-beside"));
        Files.writeString(beside.resolve("x"), "{}");
        Files.createSymbolicLink(root.resolve("within"), root.resolve("b/a"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("out-beside"), beside.resolve("x"));
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        Files.createSymbolicLink(root.resolve("directory"), root.resolve("b"));
        look(true);
        assertThat(met.files).containsExactly("b/a", "within");
        assertThat(met.passedOver)
                .isEqualTo(Map.of(
                        "out", "it is a symlink that leaves the source",
                        "out-beside", "it is a symlink that leaves the source",
                        "dangling", "it is a symlink that leads nowhere",
                        "loop", "it is a symlink that leads nowhere",
                        "directory", "it is a symlink to something other than a file"));
    }

    @Test
    void whatALinkLeadsToIsLookedAtEveryTime() throws IOException {
        Path target = file("b/a");
        decided("b/a");
        Files.createSymbolicLink(root.resolve("within"), target);
        decided("within", FileStatus.of(target), false);
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), 2, 2, 0);
        assertThat(walk.rests()).isFalse();
        Files.writeString(target, "changed");
        assertCounts(look(), 2, 1, 0);
        assertThat(met.files).containsExactly("within");
        assertThat(listed).isEmpty();
    }

    private long key(String path) {
        byte[] bytes = path.getBytes(UTF_8);
        return index.key(bytes, bytes.length);
    }

    @Test
    void aSourceThatIsItselfALinkIsWalked() throws IOException {
        file("a");
        Files.createSymbolicLink(root.resolve("within"), root.resolve("a"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        root = link;
        walk = new DirectoryWalk(link, 9, fileSystemClock);
        look(true);
        assertThat(met.files).containsExactly("a", "within");
    }

    @Test
    void passesOverWhatIsNoFile() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        assertCounts(look(true), 0, 0, 0);
        assertThat(met.passedOver).isEqualTo(Map.of("fifo", "it is a FIFO, a socket or a device"));
    }

    @Test
    void aRootThatVanishedOrIsNoDirectoryIsUnreadable() throws IOException {
        Files.delete(root);
        look(true);
        assertThat(met.unreadable).containsOnlyKeys(root);
        assertThat(met.unreadable.get(root)).isInstanceOf(NoSuchFileException.class);

        Files.writeString(root, "a file");
        look(true);
        assertThat(met.unreadable.get(root)).isInstanceOf(NotDirectoryException.class);
        assertThat(walk.rests()).isFalse();
    }

    @Test
    void aDirectoryThatVanishesDuringTheWalkIsNothingToReport() throws IOException {
        file("a");
        Path below = Files.createDirectory(root.resolve("below"));
        DirectoryWalk.Visitor deleting = new Met() {
            @Override
            public io.sluice.intake.Met file(Path file, FileStatus status, boolean decided) {
                try {
                    Files.delete(below);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return io.sluice.intake.Met.OPEN;
            }

            @Override
            public void unreadable(Path directory, IOException why) {
                throw new AssertionError(directory + " was reported", why);
            }
        };
        walk.walk(index, lister, true, new ScanCount(), deleting);
        assertThat(below).doesNotExist();
        assertThat(walk.rests()).isFalse();
    }

    @Test
    void stopsWhenItIsTold() throws IOException {
        for (String name : List.of("a", "b", "c", "d/e")) {
            file(name);
        }
        met.filesMax = 2;
        look(true);
        assertThat(met.files).hasSize(2);
        assertThat(walk.rests()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("listers")
    void whatDidNotChangeIsNotListedAgainAndStillCounts(Lister used) throws IOException {
        lister = counting(used);
        for (String path : List.of("a", "b/c", "b/d/e", "b/x.tmp")) {
            file(path);
            decided(path);
        }
        met.ignored.add("b/x.tmp");
        clock.pass(Duration.ofSeconds(10));
        index.putOutdated(key("b/x.tmp"), false);
        assertCounts(look(true), 3, 3, 1);
        assertThat(walk.rests()).isTrue();

        assertCounts(look(), 3, 3, 1);
        assertThat(listed).isEmpty();

        file("b/d/new");
        assertThat(walk.rests()).isFalse();
        assertCounts(look(), 4, 3, 1);
        assertThat(met.files).containsExactly("b/d/new");
        assertThat(listed).containsExactly(root.resolve("b/d"));
    }

    @Test
    void whatWasLeftOpenIsMetAgainWithoutAListing() throws IOException {
        file("a");
        decided("a");
        file("b");
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), 2, 1, 0);
        assertThat(walk.rests()).isFalse();

        assertCounts(look(), 2, 1, 0);
        assertThat(met.files).containsExactly("b");
        assertThat(listed).isEmpty();

        decided("b");
        assertCounts(look(), 2, 2, 0);
        assertThat(walk.rests()).isTrue();
    }

    @Test
    void aDirectoryInWhichManyFilesAreLeftOpenIsListedEachTime() throws IOException {
        for (int file = 0; file <= WalkedDirectory.AGAIN_MAX; file++) {
            file("file-" + file);
        }
        clock.pass(Duration.ofSeconds(10));
        for (boolean full : List.of(true, false, false)) {
            assertCounts(look(full), WalkedDirectory.AGAIN_MAX + 1, 0, 0);
            assertThat(listed).containsExactly(root);
            assertThat(walk.rests()).isFalse();
        }
    }

    @Test
    void aDirectoryListedRightAfterItChangedIsListedOnceMore() throws IOException {
        file("a");
        decided("a");
        clock.passTo(Instant.ofEpochSecond(0, FileStatus.of(root).changedNs()));
        look(true);
        assertThat(walk.rests()).isTrue();
        clock.pass(Duration.ofMillis(2_001));
        assertThat(walk.rests()).isFalse();
        look();
        assertThat(listed).containsExactly(root);
        assertThat(walk.rests()).isTrue();
        clock.pass(Duration.ofDays(1));
        assertThat(walk.rests()).isTrue();
    }

    @Test
    void aDirectoryThatChangesInTheFutureIsListedEachTime() throws IOException {
        file("a");
        decided("a");
        clock.passTo(Instant.ofEpochSecond(0, FileStatus.of(root).changedNs()).minusSeconds(60));
        for (boolean full : List.of(true, false, false)) {
            look(full);
            assertThat(listed).containsExactly(root);
            assertThat(walk.rests()).isFalse();
        }
    }

    @Test
    void aDirectoryWhoseOldMtimeWasPutBackIsListed() throws IOException {
        file("a");
        decided("a");
        FileTime mtime = FileTime.from(Instant.parse("2024-01-15T10:30:00Z"));
        Files.setLastModifiedTime(root, mtime);
        clock.pass(Duration.ofSeconds(10));
        look(true);
        file("b");
        Files.setLastModifiedTime(root, mtime);
        look();
        assertThat(met.files).containsExactly("b");
    }

    @Test
    void directoriesThatAreGoneCountNoMore() throws IOException {
        file("a");
        file("b/c");
        decided("a");
        decided("b/c");
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), 2, 2, 0);
        Files.move(root.resolve("b"), temp.resolve("b"));
        assertCounts(look(), 1, 1, 0);
        Files.move(temp.resolve("b"), root.resolve("d"));
        assertCounts(look(), 2, 1, 0);
        assertThat(met.files).containsExactly("d/c");
    }

    @ParameterizedTest
    @MethodSource("listers")
    void aFileChangedInPlaceIsFoundByTheFullLook(Lister used) throws IOException {
        lister = counting(used);
        Path file = file("b/c");
        decided("b/c");
        file("a");
        decided("a");
        clock.pass(Duration.ofSeconds(10));
        look(true);
        Files.writeString(file, "changed");
        assertThat(walk.rests()).isTrue();
        look();
        assertThat(met.files).isEmpty();
        assertCounts(look(true), 2, 1, 0);
        assertThat(met.files).containsExactly("b/c");
        assertCounts(look(), 2, 1, 0);
        assertThat(met.files).containsExactly("b/c");
        decided("b/c");
        assertCounts(look(), 2, 2, 0);
        assertThat(walk.rests()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("listers")
    void aFullLookMeetsWhatIsNewBeforeItComparesWhatIsKnown(Lister used) throws IOException {
        lister = counting(used);
        file("a/changed");
        decided("a/changed");
        Files.writeString(root.resolve("a/changed"), "changed");
        file("b/new");
        List<String> order = new ArrayList<>();
        DirectoryWalk.Visitor noting = new Met() {
            @Override
            public io.sluice.intake.Met file(Path file, FileStatus status, boolean decided) {
                order.add(file.getFileName() + (decided ? " decided" : ""));
                return io.sluice.intake.Met.OPEN;
            }
        };
        ScanCount count = new ScanCount();
        walk.walk(index, lister, true, count, noting);
        assertThat(order).containsExactlyInAnyOrder("new", "changed decided");
        if (used.tellsInodes()) {
            assertThat(order).startsWith("new");
        }
        assertCounts(count, 2, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void whatIsDecidedDuringAFullLookIsNotCountedTwice(Lister used) throws IOException {
        lister = used;
        file("a");
        file("b");
        decided("b");
        ScanCount count = new ScanCount();
        walk.walk(index, lister, true, count, new Met() {
            @Override
            public io.sluice.intake.Met file(Path file, FileStatus status, boolean decided) {
                index.put(key("a"), status.sizeBytes(), status.mtimeNs() - 1, status.ctimeNs(), false);
                return super.file(file, status, decided);
            }
        });
        assertCounts(count, 2, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void inALargeDirectoryAnotherInodeIsComparedAndTheSameIsTrusted(Lister used) throws IOException {
        lister = counting(used);
        aLargeDirectory();
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), DirectoryWalk.LARGE_FILES_MIN, DirectoryWalk.LARGE_FILES_MIN, 0);
        Files.writeString(root.resolve("file-1"), "changed in place");
        Files.writeString(temp.resolve("replaced"), "replaced");
        Files.move(temp.resolve("replaced"), root.resolve("file-2"), StandardCopyOption.REPLACE_EXISTING);
        file("new");
        look();
        assertThat(met.files).contains("file-2", "new");
        assertThat(met.files.contains("file-1")).isEqualTo(!used.tellsInodes());
        assertCounts(look(true), DirectoryWalk.LARGE_FILES_MIN + 1, DirectoryWalk.LARGE_FILES_MIN - 2, 0);
        assertThat(met.files).containsExactly("file-1", "file-2", "new");
    }

    @ParameterizedTest
    @MethodSource("listers")
    void anExceptionOverOneEntryCostsThatEntry(Lister used) throws IOException {
        lister = used;
        for (String path : List.of("a", "${year}", "b/c", "z")) {
            file(path);
        }
        clock.pass(Duration.ofSeconds(10));
        Met throwing = new Met() {
            @Override
            public io.sluice.intake.Met file(Path file, FileStatus status, boolean decided) {
                super.file(file, status, decided);
                if (file.endsWith("${year}")) {
                    throw new IllegalArgumentException("no such expression");
                }
                return io.sluice.intake.Met.OPEN;
            }
        };
        for (boolean full : List.of(true, false, false)) {
            ScanCount count = new ScanCount();
            throwing.files().clear();
            walk.walk(index, lister, full, count, throwing);
            assertThat(throwing.files()).containsExactly("${year}", "a", "b/c", "z");
            assertThat(throwing.defects()).containsOnlyKeys("${year}");
            assertCounts(count, 4, 0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("listers")
    void aRejectedFileThatIsWrittenAgainIsMetAtTheNextPoll(Lister used) throws IOException {
        lister = counting(used);
        aLargeDirectory();
        Path completed = file("completed");
        Path below = file("b/below");
        rejected("completed");
        rejected("b/below");
        clock.pass(Duration.ofSeconds(10));
        long files = DirectoryWalk.LARGE_FILES_MIN + 2L;
        assertCounts(look(true), files, files, 0);
        assertThat(walk.rests()).isTrue();

        Files.writeString(completed, "[]");
        Files.writeString(below, "[]");
        assertThat(walk.rests()).isFalse();
        assertCounts(look(), files, files - 2, 0);
        assertThat(met.files).containsExactly("b/below", "completed");
        assertThat(listed).isEmpty();

        rejected("completed");
        decided("b/below");
        assertCounts(look(), files, files, 0);
        assertThat(walk.rests()).isTrue();
        Files.setLastModifiedTime(completed, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(below, FileTime.from(Instant.EPOCH));
        assertThat(walk.rests()).isFalse();
        assertCounts(look(), files, files - 1, 0);
        assertThat(met.files).containsExactly("completed");
    }

    @Test
    void aRejectedLinkCountsOnceAtEachScan() throws IOException {
        Path target = file("b/a");
        decided("b/a");
        Files.createSymbolicLink(root.resolve("link"), target);
        decided("link", FileStatus.of(target), true);
        clock.pass(Duration.ofSeconds(10));
        for (boolean full : List.of(true, false, false)) {
            assertCounts(look(full), 2, 2, 0);
        }
    }

    /** Deleted and written anew, a file may get the inode that it had. */
    @ParameterizedTest
    @MethodSource("listers")
    void aRejectedFileIsComparedWhateverItsInode(Lister used) throws IOException {
        lister = counting(used);
        aLargeDirectory();
        rejected("file-7");
        clock.pass(Duration.ofSeconds(10));
        look(true);
        Files.writeString(root.resolve("file-7"), "[]");
        file("new");
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(), DirectoryWalk.LARGE_FILES_MIN + 1, DirectoryWalk.LARGE_FILES_MIN - 1, 0);
        assertThat(met.files).containsExactly("file-7", "new");
    }

    @Test
    void ofManyRejectedFilesEachPollLooksAtSome() throws IOException {
        int files = RejectedFiles.LOOKED_AT_MAX * 2 + 1;
        for (int file = 0; file < files; file++) {
            file("file-" + file);
            rejected("file-" + file);
        }
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), files, files, 0);
        Files.writeString(root.resolve("file-0"), "[]");
        boolean found = false;
        for (int poll = 0; poll < 3; poll++) {
            found |= !walk.rests();
        }
        assertThat(found).isTrue();
        assertCounts(look(), files, files - 1, 0);
        assertThat(met.files).containsExactly("file-0");
    }

    @Test
    void aRejectedFileThatIsGoneCountsNoMore() throws IOException {
        Path file = file("a");
        rejected("a");
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), 1, 1, 0);
        Files.delete(file);
        assertThat(walk.rests()).isFalse();
        assertCounts(look(), 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void contentBehindTheSameSizeAndMtimeIsFound(Lister used) throws IOException {
        lister = counting(used);
        FileTime fixed = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        for (String path : List.of("moved", "in-place", "same")) {
            Files.setLastModifiedTime(file(path), fixed);
            decided(path);
        }
        clock.pass(Duration.ofSeconds(10));
        assertCounts(look(true), 3, 3, 0);
        Path other = Files.writeString(temp.resolve("other"), "[]");
        Files.setLastModifiedTime(other, fixed);
        Files.move(other, root.resolve("moved"), StandardCopyOption.REPLACE_EXISTING);
        look();
        assertThat(met.files).as("renamed into place").containsExactly("moved");
        Files.writeString(root.resolve("in-place"), "[]");
        Files.setLastModifiedTime(root.resolve("in-place"), fixed);
        assertCounts(look(true), 3, 1, 0);
        assertThat(met.files).containsExactly("in-place", "moved");
    }

    @Test
    void anEntryWithoutAStatusIsLeftOpenAndTheRestGoesOn() throws IOException {
        file("a");
        file("b");
        file("c");
        lister = troubled("b", new FileSystemException("b", null, "Input/output error"));
        assertCounts(look(true), 3, 0, 0);
        assertThat(met.files).containsExactly("a", "c");
        assertThat(met.unreadable).containsOnlyKeys(root.resolve("b"));
    }

    @Test
    void entriesThatMayNotBeLookedAtAreTheFaultOfTheirDirectory() throws IOException {
        file("a");
        file("b");
        lister = troubled("", new AccessDeniedException("each"));
        assertCounts(look(true), 2, 0, 0);
        assertThat(met.unreadable).containsOnlyKeys(root);
    }

    private static Lister troubled(String name, IOException trouble) {
        return new Lister() {
            @Override
            public void list(Path directory, Visitor visitor) throws IOException {
                new StreamLister()
                        .list(
                                directory,
                                entry -> visitor.met(
                                        new String(entry.bytes(), UTF_8).contains(name)
                                                ? new Troubled(entry.bytes(), trouble)
                                                : entry));
            }

            @Override
            public boolean tellsInodes() {
                return false;
            }
        };
    }

    private static final class Troubled implements Entry {
        private final byte[] name;
        private final IOException trouble;

        private Troubled(byte[] name, IOException trouble) {
            this.name = name;
            this.trouble = trouble;
        }

        @Override
        public byte[] bytes() {
            return name;
        }

        @Override
        public int nameAt() {
            return 0;
        }

        @Override
        public int nameLength() {
            return name.length;
        }

        @Override
        public FileKind kind() {
            return FileKind.UNKNOWN;
        }

        @Override
        public long inode() {
            return 0;
        }

        @Override
        public FileStatus status() throws IOException {
            throw trouble;
        }
    }
}
