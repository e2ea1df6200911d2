package io.sluice.intake.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every lister that this system has. */
final class ListersTest {
    private final Path directory;

    ListersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Lister> listers() {
        GrowingLister grown = new GrowingLister();
        grown.expect(GrowingLister.ENTRIES_MIN);
        return Stream.concat(Stream.of(new StreamLister(), new GrowingLister(), grown), KernelLister.find().stream());
    }

    @Test
    void theKernelIsAskedOnceManyEntriesWereMet() throws IOException {
        int files = 2_500;
        for (int file = 0; file < files; file++) {
            Files.createFile(directory.resolve("file-" + file));
        }
        GrowingLister lister = new GrowingLister();
        for (int listing = 1; listing <= GrowingLister.ENTRIES_MIN / files; listing++) {
            assertThat(lister.tellsInodes()).as("listing %s", listing).isFalse();
            assertThat(names(lister)).hasSize(files);
        }
        assertThat(names(lister)).hasSize(files);
        assertThat(lister.tellsInodes()).isEqualTo(KernelLister.find().isPresent());
    }

    private static String name(Entry entry) {
        return new String(entry.bytes(), entry.nameAt(), entry.nameLength(), UTF_8);
    }

    private List<String> names(Lister lister) throws IOException {
        List<String> names = new ArrayList<>();
        lister.list(directory, entry -> names.add(name(entry)));
        return names;
    }

    @ParameterizedTest
    @MethodSource("listers")
    void everyNameIsMetOnce(Lister lister) throws IOException {
        List<String> expected = new ArrayList<>(List.of(".hidden", "..", "fünf.json", "\uFFFD", "a b", "日本"));
        expected.remove("..");
        for (int file = 0; file < 5_000; file++) {
            expected.add("a-file-with-a-somewhat-longer-name-" + file);
        }
        for (String name : expected) {
            Files.createFile(directory.resolve(name));
        }
        assertThat(names(lister)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void theStatusIsThatOfTheEntryItself(Lister lister) throws IOException {
        Files.writeString(directory.resolve("file"), "four");
        FileTime mtime = FileTime.from(Instant.parse("2024-01-15T10:30:00.123456789Z"));
        Files.setLastModifiedTime(directory.resolve("file"), mtime);
        Files.writeString(directory.resolve("old"), "");
        Files.setLastModifiedTime(directory.resolve("old"), FileTime.from(Instant.parse("1961-04-12T06:07:00.5Z")));
        Files.createDirectory(directory.resolve("directory"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        Map<String, FileStatus> met = new HashMap<>();
        lister.list(directory, entry -> {
            try {
                FileStatus status = entry.status();
                met.put(name(entry), status);
                assertThat(entry.kind()).isIn(FileKind.UNKNOWN, status.kind());
                assertThat(entry.inode() != 0).isEqualTo(lister.tellsInodes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return true;
        });
        assertThat(met).hasSize(4);
        for (Map.Entry<String, FileStatus> each : met.entrySet()) {
            assertThat(each.getValue()).isEqualTo(FileStatus.of(directory.resolve(each.getKey())));
        }
        assertThat(Objects.requireNonNull(met.get("file")).kind()).isEqualTo(FileKind.FILE);
        assertThat(Objects.requireNonNull(met.get("file")).sizeBytes()).isEqualTo(4);
        assertThat(Objects.requireNonNull(met.get("file")).mtimeNs()).isEqualTo(1_705_314_600_123_456_789L);
        assertThat(Objects.requireNonNull(met.get("directory")).kind()).isEqualTo(FileKind.DIRECTORY);
        assertThat(Objects.requireNonNull(met.get("link")).kind()).isEqualTo(FileKind.LINK);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void anEntryThatIsGoneHasNoStatus(Lister lister) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        lister.list(directory, entry -> {
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> {
                Files.deleteIfExists(file);
                entry.status();
            });
            return true;
        });
        assertThat(names(lister)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("listers")
    void stopsWhenItIsTold(Lister lister) throws IOException {
        Files.createFile(directory.resolve("a"));
        Files.createFile(directory.resolve("b"));
        List<String> names = new ArrayList<>();
        lister.list(directory, entry -> !names.add(name(entry)));
        assertThat(names).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("listers")
    void saysWhatIsNoDirectory(Lister lister) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> lister.list(directory.resolve("none"), entry -> true));
        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> lister.list(file, entry -> true));
    }

    @ParameterizedTest
    @MethodSource("listers")
    void namesThatAreNotUtf8KeepTheirBytes(Lister lister) throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "touch \"$(printf 'caf\\351 %%.json')\"")
                                .directory(directory.toFile())
                                .start()
                                .waitFor()
                        == 0,
                "skipped: this file system takes only names in UTF-8");
        List<Integer> bytes = new ArrayList<>();
        lister.list(directory, entry -> {
            for (int at = entry.nameAt(); at < entry.nameAt() + entry.nameLength(); at++) {
                bytes.add(entry.bytes()[at] & 0xff);
            }
            return true;
        });
        assertThat(bytes).startsWith((int) 'c', (int) 'a', (int) 'f', 0xe9, (int) ' ', (int) '%');
    }
}
