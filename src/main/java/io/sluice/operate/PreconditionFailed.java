package io.sluice.operate;

/** The world is wrong before a run: nothing was started. */
public final class PreconditionFailed extends Exception {
    private static final long serialVersionUID = 1;

    PreconditionFailed(Exception fault) {
        super(fault.getMessage() + " (before the run; nothing was started)", fault);
    }
}
