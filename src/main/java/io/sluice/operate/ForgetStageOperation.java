package io.sluice.operate;

import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.ChangeRefused.Reason;
import io.sluice.ledger.LedgerChanges;
import io.sluice.ledger.sqlite.SqliteLedgerChanges;
import io.sluice.routefiles.RouteProblems;
import io.sluice.text.OneLine;
import java.util.Optional;

/**
 * Ends a stage that no route declares any more: how far it came is forgotten. Returns what it had come to; empty when it had not
 * begun with any source.
 */
public record ForgetStageOperation(String stage) implements Operation<Optional<StageTotals>> {
    /**
     * @throws RouteProblems when the routes do not say whether they declare it; nothing was changed
     * @throws ChangeRefused when a route declares it, when there is none of this name, or when it reads the raw zone; nothing was
     *     changed
     * @throws EnvironmentFault when the ledger cannot be read or written
     */
    @Override
    public Optional<StageTotals> run(OperationContext context) throws RouteProblems, ChangeRefused, EnvironmentFault {
        if (DeclaredStages.in(context.settings()).contains(stage)) {
            String name = OneLine.of(stage);
            throw new ChangeRefused(
                    Reason.DECLARED,
                    "a route declares the stage " + name
                            + "; remove the route, restart, then end the stage; nothing was changed");
        }
        Optional<StageTotals> before = new StagesOperation()
                .run(context).stream()
                        .map(StageStatus::totals)
                        .filter(totals -> totals.name().equals(stage))
                        .findFirst();
        try (LedgerChanges ledger = SqliteLedgerChanges.open(context.settings().ledger(), context.clock())) {
            ledger.forget(stage);
        }
        return before;
    }
}
