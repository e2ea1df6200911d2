package io.sluice.ledger;

/** A stage is not what the ledger remembers under its name. Wrong configuration; nothing was changed. */
public final class StageRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final String stage;

    public StageRefused(String stage, String message) {
        super(message);
        this.stage = stage;
    }

    public String stage() {
        return stage;
    }
}
