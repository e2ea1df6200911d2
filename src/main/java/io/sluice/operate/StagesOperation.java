package io.sluice.operate;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.util.List;
import java.util.Optional;

/** Lists the stages that the ledger knows and that read what others publish. Changes nothing. */
public final class StagesOperation implements Operation<List<StageStatus>> {
    /** @throws EnvironmentFault when the ledger cannot be read */
    @Override
    public List<StageStatus> run(OperationContext context) throws EnvironmentFault {
        Optional<LedgerView> ledger =
                SqliteLedger.openReadOnly(context.settings().ledger());
        if (ledger.isEmpty()) {
            return List.of();
        }
        try (LedgerView view = ledger.get()) {
            return StageStatus.of(context.settings(), view.stages());
        }
    }
}
