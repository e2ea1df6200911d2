package io.sluice.operate;

/**
 * What a command does: it takes settings and a ledger, prints nothing, and returns a result that the command line and JSON only
 * render.
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface Operation<R> {
    /**
     * Does it.
     *
     * @throws Exception of a kind that the operation names: wrong configuration, a precondition, an environment fault
     */
    R run(OperationContext context) throws Exception;
}
