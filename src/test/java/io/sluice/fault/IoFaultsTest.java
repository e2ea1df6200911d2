package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.fault.EnvironmentFault.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoFaultsTest {
    private final Path zone;

    IoFaultsTest(@TempDir Path zone) {
        this.zone = zone;
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, DISK_SPACE, Insufficient disk space",
        "Disk quota exceeded, DISK_SPACE, Insufficient disk space",
        "Read-only file system, READ_ONLY, Read-only file system",
        "Permission denied, PERMISSION, Permission denied",
        "Operation not permitted, PERMISSION, Permission denied",
        "Input/output error, IO, Input/output error",
        "File name too long, IO, Input/output error"
    })
    void systemErrorTextTellsTheKindAndTheTitle(String text, Kind kind, String title) {
        Path file = zone.resolve("a.json");
        for (IOException told :
                new IOException[] {new IOException(text), new FileSystemException(file.toString(), null, text)}) {
            EnvironmentFault fault = IoFaults.of(told, file, "write");
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault)
                    .hasMessageStartingWith(title + ": could not write " + file + " (" + text + "); ")
                    .hasMessageContaining("the file stays pending and is tried again")
                    .hasCause(told);
        }
    }

    @Test
    void exceptionTypesTellTheKindWhereTheyCarryNoText() {
        Path file = zone.resolve("a.json");
        assertThat(IoFaults.of(new AccessDeniedException(file.toString()), file, "write")
                        .kind())
                .isEqualTo(Kind.PERMISSION);
        assertThat(IoFaults.of(new ClosedByInterruptException(), file, "write").kind())
                .isEqualTo(Kind.INTERRUPTED);
        assertThat(IoFaults.of(new NoSuchFileException(file.toString()), file, "read"))
                .hasMessageContaining("(no such file)");
    }

    @Test
    void tooFewDescriptorsAreNoFaultOfTheDisk() {
        Path file = zone.resolve("a.json");
        assertThat(IoFaults.of(new FileSystemException(file.toString(), null, "Too many open files"), file, "write"))
                .hasMessageEndingWith("(LimitNOFILE of systemd, ulimit -n)");
    }

    @Test
    void nameThatQuotesAnErrorTextDecidesNothing() {
        Path file = zone.resolve("No space left on device.json");
        EnvironmentFault fault =
                IoFaults.of(new FileSystemException(file.toString(), null, "Is a directory"), file, "x");
        assertThat(fault.kind()).isEqualTo(Kind.IO);
    }

    @Test
    void keyIsEqualForAllFilesThatMeetTheSameFault() throws IOException {
        Path deep = Files.createDirectories(zone.resolve("a/b"));
        IOException full = new IOException("No space left on device");
        IOException denied = new AccessDeniedException("x");

        assertThat(IoFaults.of(full, zone.resolve("1.json"), "write").key())
                .isEqualTo(IoFaults.of(full, deep.resolve("2.json"), "flush").key())
                .isEqualTo(IoFaults.of(full, deep.resolve("not/yet/3.json"), "flush")
                        .key());
        assertThat(IoFaults.of(denied, deep.resolve("1.json"), "write").key())
                .isEqualTo(IoFaults.of(denied, deep.resolve("2.json"), "write").key())
                .isNotEqualTo(
                        IoFaults.of(denied, zone.resolve("1.json"), "write").key())
                .contains(deep.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "Input/output error, true",
        "Too many open files, true",
        "No space left on device, true",
        "Stale file handle, true",
        "Transport endpoint is not connected, true",
        "Interrupted system call, true",
        "Permission denied, false",
        "Is a directory, false",
        "Not a directory, false",
        "Broken pipe, false"
    })
    void whatTheSystemSaidTellsTheWorldFromWhatWasAskedFor(String text, boolean world) {
        String path = "/x/Input/output error";
        assertThat(IoFaults.isOfTheWorld(new IOException(text))).isEqualTo(world);
        assertThat(IoFaults.isOfTheWorld(new FileSystemException(path, null, text)))
                .isEqualTo(world);
        assertThat(IoFaults.isOfTheWorld(new FileNotFoundException(path + " (" + text + ")")))
                .isEqualTo(world);
        assertThat(IoFaults.isOfTheWorld(new NoSuchFileException(path))).isFalse();
        assertThat(IoFaults.isOfTheWorld(new MalformedInputException(1))).isFalse();
    }

    @Test
    void aLimitOfTheProcessIsOnePlaceAndSaysWhichLimit() throws IOException {
        Path deep = Files.createDirectories(zone.resolve("a/b"));
        IOException told = new IOException("Too many open files");
        EnvironmentFault fault = IoFaults.of(told, deep.resolve("1.json"), "read");
        assertThat(fault).hasMessageContaining("LimitNOFILE");
        assertThat(fault.key())
                .isEqualTo(IoFaults.of(told, Path.of("/proc/x"), "read").key());
    }

    @Test
    void whatCannotBeSeenIsNotTakenForMissing() throws IOException {
        Path file = Files.writeString(zone.resolve("a.json"), "1");
        assertThat(Presence.isFile(file)).isTrue();
        assertThat(Presence.isThere(zone.resolve("missing"))).isFalse();
        assertThat(Presence.isThere(file.resolve("below a file"))).isFalse();
        assertThat(Presence.isDirectory(zone)).isTrue();
        Path loop = Files.createSymbolicLink(zone.resolve("loop"), zone.resolve("loop"));
        assertThat(Files.exists(loop)).as("what the JDK says").isFalse();
        assertThatThrownBy(() -> Presence.isThere(loop)).isInstanceOf(FileSystemException.class);
        assertThat(Presence.mayBeFile(loop)).isTrue();
    }

    @Test
    void mountPointIsTheTopOfTheFileSystem() {
        assertThat(Place.mountPoint(Path.of("/proc/self/status"))).isEqualTo(Path.of("/proc"));
        assertThat(Place.mountPoint(Path.of("/"))).isEqualTo(Path.of("/"));
    }

    @Test
    void messageStaysInOneLineWhateverTheFileIsCalled() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names are not UTF-8 in this locale");
        Path file = zone.resolve("a\n\u001b[31m\u2028\u202e\"f\u00fcnf.json");
        assertThat(IoFaults.of(new IOException("Input/output error"), file, "write"))
                .hasMessageContaining("a\\n\\u001b[31m\\u2028\\u202e\"f\u00fcnf.json")
                .hasMessageNotContaining("\n");
    }
}
