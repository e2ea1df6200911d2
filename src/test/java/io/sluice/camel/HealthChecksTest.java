package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.fault.EnvironmentFault;
import io.sluice.operate.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthChecksTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Workplace work;
    private LedgerReady ready;

    @BeforeEach
    void aLedger(@TempDir Path home) throws Exception {
        work = new Workplace(home);
        ready = new LedgerReady(work.ledger, work.faults::open);
        ready.setCamelContext(context);
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        work.close();
    }

    @Test
    void aLedgerThatCanBeReadIsReady() {
        assertThat(ready.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aLedgerThatWasMovedAwayIsNotReadyUntilItIsBack() throws Exception {
        Path ledger = work.settings.ledger();
        Path elsewhere = ledger.resolveSibling("elsewhere.db");
        Files.move(ledger, elsewhere);

        HealthCheck.Result down = ready.call();

        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage())
                .hasValueSatisfying(said -> assertThat(said).contains("Ledger unavailable"));
        Files.move(elsewhere, ledger);
        assertThat(ready.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aLedgerThatRefusesWritesIsNotReady() {
        work.faults.met("sff", new EnvironmentFault(EnvironmentFault.Kind.LEDGER, work.settings.ledger(), "is locked"));

        HealthCheck.Result down = ready.call();

        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage())
                .hasValueSatisfying(said -> assertThat(said).contains("is locked"));
    }

    @Test
    void aFaultOfAnotherKindLeavesTheLedgerReady() {
        work.faults.met("sff", new EnvironmentFault(EnvironmentFault.Kind.SOURCE, work.raw(), "cannot be read"));

        assertThat(ready.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void pollsAreNoMatterOfReadinessAndTheLedgerNoneOfLiveness() {
        PollsAlive alive = new PollsAlive(work.intake.pulses());
        alive.setCamelContext(context);

        assertThat(alive.isLiveness()).isTrue();
        assertThat(alive.isReadiness()).isFalse();
        assertThat(ready.isLiveness()).isFalse();
        assertThat(ready.isReadiness()).isTrue();
        assertThat(alive.call().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
