package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.schema.Schemas;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.State;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRootTest {
    private static final String SHA256 = "ab".repeat(32);

    private final Path home;
    private final Path directory;
    private final Path validated;
    private final Schema schema;
    private final Ledger ledger;

    SourceRootTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.directory = Files.createDirectories(home.resolve("raw/sff"));
        this.validated = Files.createDirectories(home.resolve("validated"));
        this.schema = Schemas.load(Path.of("config/schemas").toAbsolutePath()).schema("funding_data_v1");
        this.ledger = SqliteLedger.open(home.resolve("ledger.db"));
        ledger.runStarted("r1", "once", Instant.EPOCH);
        knowFileIn(directory);
        open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void knowFileIn(Path of) throws Exception {
        Path file = Files.writeString(of.resolve("a.json"), "[]");
        RawAttributes there = RawAttributes.of(file);
        ledger.enter(new Decision(
                new FileId("sff", "a.json"),
                there.sizeBytes(),
                there.mtimeNs(),
                there.ctimeNs(),
                SHA256,
                State.VALIDATED,
                "funding_data_v1",
                SHA256,
                "sff/a.json",
                SHA256,
                0L,
                0,
                "r1",
                Instant.EPOCH,
                Instant.EPOCH));
    }

    /** As a process of its own. */
    private void open(Path configured) throws Exception {
        Source source = new Source("sff", configured, schema, new DocumentChecker(schema, Limits.defaults()));
        new SourceRoot(source, home, List.of(validated), ledger).open().letGo();
    }

    private EnvironmentFault refused() {
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> open(directory));
        assertThat(fault.kind()).isEqualTo(EnvironmentFault.Kind.SOURCE);
        return fault;
    }

    private Path exchangedForALinkTo(String target) throws Exception {
        Path other = Files.createDirectories(home.resolve(target));
        Files.move(directory, home.resolve("away"));
        Files.createSymbolicLink(directory, other);
        return other;
    }

    @Test
    void linkToAnotherTreeIsRefusedUntilAnOperatorMeansIt() throws Exception {
        Path other = exchangedForALinkTo("other");
        Files.writeString(other.resolve("a.json"), "of another length");

        String message = String.valueOf(refused().getMessage());
        assertThat(message).contains("is another directory than it was");

        String id = message.replaceAll("(?s).*echo (\\S+) >.*", "$1");
        Files.write(other.resolve(".sluice-zone"), (id + "\n").getBytes(UTF_8));
        open(directory);
    }

    @Test
    void linkToWhereTheKnownFilesWentIsAcceptedAndMayBeTurned() throws Exception {
        Files.createSymbolicLink(directory, Files.move(directory, home.resolve("away")));
        open(directory);

        Files.delete(directory);
        Files.createSymbolicLink(directory, Files.createDirectories(home.resolve("release-2")));
        open(directory);
    }

    @Test
    void directoryMadeAnewOnTheSameFileSystemIsTheSource() throws Exception {
        Files.move(directory, home.resolve("away"));
        Files.createDirectories(directory);

        open(directory);
    }

    @Test
    void anotherPathInTheSettingsIsWhatAnOperatorMeant() throws Exception {
        open(Files.createDirectories(home.resolve("incoming/sff")));
    }

    @Test
    void linkIntoAZoneIsRefusedWhateverIsKnown() throws Exception {
        knowFileIn(exchangedForALinkTo("validated/sff"));

        assertThat(refused()).hasMessageContaining("is the same place as");
    }
}
