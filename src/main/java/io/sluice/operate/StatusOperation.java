package io.sluice.operate;

import io.sluice.fault.EnvironmentFault;

/** Looks how Sluice is, and changes nothing. */
public final class StatusOperation implements Operation<Status> {
    /** @throws EnvironmentFault as {@link Status#of} */
    @Override
    public Status run(OperationContext context) throws EnvironmentFault {
        return Status.of(context.settings());
    }
}
