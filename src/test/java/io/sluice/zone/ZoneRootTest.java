package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneRootTest {
    private static final Commits COMMITS = Commits.eachAlone(Durability.NONE, new Events());

    private final Path home;
    private final Path zone;
    private final Path raw;
    private final Ledger ledger;

    ZoneRootTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.zone = home.resolve("zone");
        this.raw = home.resolve("raw");
        Files.createDirectories(raw.resolve("sff"));
        this.ledger = SqliteLedger.open(home.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** As of a process of its own. */
    private DurableWriter writer() {
        return new DurableWriter(ZoneRoot.marked("zone", zone, List.of(raw), ledger), "r1", COMMITS, false);
    }

    private void write(DurableWriter writer, String path) throws EnvironmentFault {
        writer.stage(zone.resolve(path), Content.of(new byte[] {1})).commit();
    }

    private EnvironmentFault refused(DurableWriter writer, String path) {
        EnvironmentFault fault = catchThrowableOfType(EnvironmentFault.class, () -> write(writer, path));
        assertThat(fault.kind()).isEqualTo(EnvironmentFault.Kind.ZONE);
        return fault;
    }

    @Test
    void firstPublicationMakesAndMarksTheZone() throws Exception {
        write(writer(), "sff/a.json");

        String id = Files.readString(zone.resolve(ZoneRoot.MARKER)).strip();
        assertThat(ledger.place("zone"))
                .hasValueSatisfying(place -> assertThat(place.id()).isEqualTo(id));
    }

    @Test
    void zoneThatIsGoneIsNotMadeAnewAndHealsWhenItIsBack() throws Exception {
        DurableWriter running = writer();
        write(running, "sff/a.json");
        Path away = Files.move(zone, home.resolve("away"));

        assertThat(refused(running, "sff/b.json")).hasMessageContaining("is gone");
        assertThat(refused(writer(), "sff/b.json")).hasMessageContaining("is gone");
        assertThat(zone).doesNotExist();

        Files.move(away, zone);
        write(running, "sff/b.json");
        assertThat(zone.resolve("sff/b.json")).exists();
    }

    @Test
    void anotherDirectoryInItsPlaceStaysEmptyUntilAnOperatorMeansIt() throws Exception {
        DurableWriter running = writer();
        write(running, "sff/a.json");
        String id = Files.readString(zone.resolve(ZoneRoot.MARKER));
        Files.move(zone, home.resolve("away"));
        Files.createDirectories(zone.resolve("sff"));

        assertThat(refused(running, "sff/b.json")).hasMessageContaining("echo " + id.strip());
        assertThat(zone.resolve("sff")).isEmptyDirectory();

        Files.writeString(zone.resolve(ZoneRoot.MARKER), id);
        write(running, "sff/b.json");
        assertThat(zone.resolve("sff/b.json")).exists();
    }

    @Test
    void zoneOfAnotherIdIsNotTakenForIt() throws Exception {
        write(writer(), "sff/a.json");
        Files.writeString(zone.resolve(ZoneRoot.MARKER), "other\n");

        assertThat(refused(writer(), "sff/b.json")).hasMessageContaining("is another zone than it was");
    }

    @Test
    void diskOfTheSameNumbersThatIsSwappedWhileFilesAreStagedIsNoticed() throws Exception {
        Staged staged = writer().stage(zone.resolve("sff/a.json"), Content.of(new byte[] {1}));
        Files.writeString(zone.resolve(ZoneRoot.MARKER), "other\n");

        assertThat(catchThrowableOfType(EnvironmentFault.class, staged::commit))
                .hasMessageContaining("is another zone than it was");
        assertThat(zone.resolve("sff/a.json")).doesNotExist();
    }

    @Test
    void anotherPathInTheSettingsIsAnotherZone() {
        Path inHome = home.resolve("data/validated");

        assertThat(KnownPlace.name("validated", home, inHome)).isEqualTo("validated at data/validated");
        assertThat(KnownPlace.name("validated", home, Path.of("/mnt/v"))).isEqualTo("validated at /mnt/v");
    }

    @Test
    void markerIsTakenOverByANewLedgerAndOneCutShortIsWrittenAgain() throws Exception {
        Files.createDirectories(zone);
        Files.createFile(zone.resolve(ZoneRoot.MARKER));
        write(writer(), "sff/a.json");
        String id = Files.readString(zone.resolve(ZoneRoot.MARKER)).strip();
        assertThat(id).isNotEmpty();

        try (Ledger anew = SqliteLedger.open(home.resolve("anew.db"))) {
            DurableWriter writer =
                    new DurableWriter(ZoneRoot.marked("zone", zone, List.of(raw), anew), "r1", COMMITS, false);
            write(writer, "sff/b.json");
            assertThat(anew.place("zone"))
                    .hasValueSatisfying(place -> assertThat(place.id()).isEqualTo(id));
        }
    }

    @Test
    void nothingIsWrittenOrRemovedWhereARootCameToLeadIntoAnotherZone() throws Exception {
        DurableWriter running = writer();
        write(running, "sff/a.json");
        Path original = Files.write(raw.resolve("sff/a.json"), new byte[] {2});
        Files.copy(zone.resolve(ZoneRoot.MARKER), raw.resolve(ZoneRoot.MARKER));
        Files.move(zone, home.resolve("away"));
        Files.createSymbolicLink(zone, raw);

        assertThat(refused(running, "sff/b.json")).hasMessageContaining("the same place as");
        EnvironmentFault fault = catchThrowableOfType(
                EnvironmentFault.class, () -> running.delete(zone.resolve("sff"), List.of("a.json"), zone));
        assertThat(fault.kind()).isEqualTo(EnvironmentFault.Kind.ZONE);
        assertThat(original).exists();
        assertThat(raw.resolve("sff/b.json")).doesNotExist();
    }

    @Test
    void storeThatShouldHoldSomethingMustBeThereToHaveItRemoved() throws Exception {
        DeadLetters store = new DeadLetters(
                ZoneRoot.marked("zone", zone, List.of(raw), ledger), new DeadLetterPlaces(zone), "r1", COMMITS);
        write(writer(), "sff/a.json");
        Files.move(zone, home.resolve("away"));

        assertThat(store.remove("sff", "b.json", false)).isFalse();
        assertThat(catchThrowableOfType(EnvironmentFault.class, () -> store.remove("sff", "a.json", true)))
                .hasMessageContaining("is gone");
    }
}
