package io.sluice.camel;

import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Ready: the ledger can be read now, and nothing that was written to it is refused. A lock of another process stops writers
 * only, so the open faults are asked, too: a watching process writes every ten seconds at the latest.
 */
final class LedgerReady extends AbstractHealthCheck {
    private final Ledger ledger;
    private final Supplier<List<OpenFault>> faults;

    LedgerReady(Ledger ledger, Supplier<List<OpenFault>> faults) {
        super("sluice", "ledger");
        this.ledger = ledger;
        this.faults = faults;
    }

    @Override
    public boolean isReadiness() {
        return true;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            ledger.generation();
        } catch (EnvironmentFault fault) {
            builder.down().message(fault.getMessage());
            return;
        }
        faults.get().stream()
                .filter(fault -> fault.kind() == EnvironmentFault.Kind.LEDGER)
                .findFirst()
                .ifPresentOrElse(fault -> builder.down().message(fault.message()), builder::up);
    }
}
