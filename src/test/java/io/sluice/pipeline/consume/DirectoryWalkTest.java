package io.sluice.pipeline.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryWalkTest {
    private Path temp;
    private Path root;
    private final Met met = new Met();

    /** Notes what it meets, and stops after so many files. */
    private class Met implements DirectoryWalk.Visitor {
        private final TreeSet<String> files = new TreeSet<>();
        private final Map<String, String> passedOver = new TreeMap<>();
        private final Map<Path, IOException> unreadable = new TreeMap<>();
        private int filesMax = Integer.MAX_VALUE;

        @Override
        public boolean goesOn() {
            return files.size() < filesMax;
        }

        @Override
        public void file(Path file, BasicFileAttributes attributes) {
            assertThat(attributes.isRegularFile()).isTrue();
            files.add(root.relativize(file).toString());
        }

        @Override
        public boolean entersDirectory(Path directory) {
            return !directory.endsWith("closed");
        }

        @Override
        public void passedOver(Path path, String why) {
            passedOver.put(root.relativize(path).toString(), why);
        }

        @Override
        public void unreadable(Path directory, IOException why) {
            unreadable.put(directory, why);
        }
    }

    @BeforeEach
    void makeRoot(@TempDir Path directory) throws IOException {
        temp = directory;
        root = Files.createDirectory(temp.resolve("raw"));
    }

    private void file(String path) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), "{}");
    }

    @Test
    void meetsFilesAtEveryDepthUpToTheLast() throws IOException {
        file("a");
        file("b/c");
        file("b/d/e");
        file("closed/f");
        new DirectoryWalk(root, Integer.MAX_VALUE).walk(met);
        assertThat(met.files).containsExactly("a", "b/c", "b/d/e");
        met.files.clear();
        new DirectoryWalk(root, 2).walk(met);
        assertThat(met.files).containsExactly("a", "b/c");
        met.files.clear();
        new DirectoryWalk(root, 1).walk(met);
        assertThat(met.files).containsExactly("a");
    }

    @Test
    void followsALinkToAFileWithinTheSourceAndNoOther() throws IOException {
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
        new DirectoryWalk(root, 9).walk(met);
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
    void aSourceThatIsItselfALinkIsWalked() throws IOException {
        file("a");
        Files.createSymbolicLink(root.resolve("within"), root.resolve("a"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        root = link;
        new DirectoryWalk(link, 9).walk(met);
        assertThat(met.files).containsExactly("a", "within");
    }

    @Test
    void passesOverWhatIsNoFile() throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        new DirectoryWalk(root, 9).walk(met);
        assertThat(met.files).isEmpty();
        assertThat(met.passedOver).isEqualTo(Map.of("fifo", "it is a FIFO, a socket or a device"));
    }

    @Test
    void aRootThatVanishedOrIsNoDirectoryIsUnreadable() throws IOException {
        Files.delete(root);
        new DirectoryWalk(root, 9).walk(met);
        assertThat(met.unreadable).containsOnlyKeys(root);
        assertThat(met.unreadable.get(root)).isInstanceOf(NoSuchFileException.class);

        Files.writeString(root, "a file");
        new DirectoryWalk(root, 9).walk(met);
        assertThat(met.unreadable.get(root)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void aDirectoryThatVanishesDuringTheWalkIsNothingToReport() throws IOException {
        Path below = Files.createDirectory(root.resolve("below"));
        DirectoryWalk.Visitor deleting = new Met() {
            @Override
            public boolean entersDirectory(Path directory) {
                try {
                    Files.delete(below);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return true;
            }

            @Override
            public void unreadable(Path directory, IOException why) {
                throw new AssertionError(directory + " was reported", why);
            }
        };
        new DirectoryWalk(root, 9).walk(deleting);
        assertThat(below).doesNotExist();
    }

    @Test
    void stopsWhenItIsTold() throws IOException {
        for (String name : List.of("a", "b", "c", "d/e")) {
            file(name);
        }
        met.filesMax = 2;
        new DirectoryWalk(root, 9).walk(met);
        assertThat(met.files).hasSize(2);
    }
}
