package io.sluice.ledger.lease;

/** Another process holds the run lock: a second run over the same data must not start. Nothing was changed. */
public final class AlreadyRunning extends Exception {
    private static final long serialVersionUID = 1;

    private final transient RunLock.Holder holder;

    AlreadyRunning(RunLock.Holder holder) {
        super("Another run is active over the same data: " + holder
                + ". Nothing was changed. Wait for it to end, or stop it with SIGTERM, then start again.");
        this.holder = holder;
    }

    public RunLock.Holder holder() {
        return holder;
    }
}
