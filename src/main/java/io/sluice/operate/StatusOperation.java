package io.sluice.operate;

/** Looks how Sluice is, and changes nothing. */
public final class StatusOperation implements Operation<Status> {
    @Override
    public Status run(OperationContext context) {
        return Status.of(context.settings());
    }
}
