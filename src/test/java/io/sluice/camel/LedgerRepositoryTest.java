package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.operate.Workplace;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerRepositoryTest {
    private Workplace work;
    private LedgerRepository repository;
    private Path file;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        work = new Workplace(home);
        repository = new LedgerRepository(work.ledger, work.sources);
        file = work.deliver("2024/a.json", Workplace.GRANT);
    }

    @AfterEach
    void close() {
        work.close();
    }

    private void decided(State state, String schemaSha256) throws IOException, EnvironmentFault {
        RawAttributes attributes = RawAttributes.of(file);
        String sha256 = Sha256.of(file);
        boolean published = state == State.VALIDATED;
        work.ledger.record(new Decision(
                new FileId("sff", "2024/a.json"),
                attributes.sizeBytes(),
                attributes.mtimeNs(),
                sha256,
                state,
                "funding_data_v1",
                schemaSha256,
                published ? "sff/2024/a.json" : null,
                published ? sha256 : null,
                null,
                published ? 0 : 1,
                Workplace.RUN,
                Instant.EPOCH,
                Instant.EPOCH));
    }

    @Test
    void knowsAFileThatIsAsItWasDecided() throws Exception {
        assertThat(repository.contains(file.toString())).isFalse();
        decided(State.VALIDATED, work.source.schema().sha256());
        assertThat(repository.contains(file.toString())).isTrue();
    }

    @Test
    void anotherMtimeOrSizeIsWorthReading() throws Exception {
        decided(State.VALIDATED, work.source.schema().sha256());
        FileTime mtime = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(mtime.toInstant().plusNanos(1_000)));
        assertThat(repository.contains(file.toString())).isFalse();
        Files.writeString(file, "{}");
        Files.setLastModifiedTime(file, mtime);
        assertThat(repository.contains(file.toString())).isFalse();
    }

    @Test
    void aRejectionStandsOnlyAgainstTheSchemaThatItWasTakenAgainst() throws Exception {
        decided(State.REJECTED, Sha256.of(new byte[] {1}));
        assertThat(repository.contains(file.toString())).isFalse();
        decided(State.REJECTED, work.source.schema().sha256());
        assertThat(repository.contains(file.toString())).isTrue();
    }

    @Test
    void aValidatedFileStandsUnderAnySchema() throws Exception {
        decided(State.VALIDATED, Sha256.of(new byte[] {1}));
        assertThat(repository.contains(file.toString())).isTrue();
    }

    @Test
    void whatCamelSaysWhenAnExchangeEndsChangesNothing() throws Exception {
        decided(State.VALIDATED, work.source.schema().sha256());
        Optional<Version> before = work.ledger.current(new FileId("sff", "2024/a.json"));
        assertThat(repository.add(file.toString())).isTrue();
        assertThat(repository.confirm(file.toString())).isTrue();
        assertThat(repository.remove(file.toString())).isTrue();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(repository::clear);
        assertThat(work.ledger.current(new FileId("sff", "2024/a.json"))).isEqualTo(before);
        assertThat(before).isPresent();
        String other = work.deliver("b.json", "{}").toString();
        repository.add(other);
        assertThat(repository.contains(other)).isFalse();
    }

    @Test
    void aLedgerThatIsGoneIsNotAnEmptyOne() throws Exception {
        Files.delete(work.settings.ledger());
        assertThatThrownBy(() -> repository.contains(file.toString()))
                .isInstanceOf(RuntimeCamelException.class)
                .hasCauseInstanceOf(EnvironmentFault.class);
    }

    @Test
    void aPathOutsideTheRawZoneIsRefused() {
        assertThatThrownBy(() -> repository.contains(work.home.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lies in no source");
    }
}
