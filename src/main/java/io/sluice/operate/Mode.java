package io.sluice.operate;

/** How a run goes about its sources. */
public enum Mode {
    /** Looks once, and once more at what still moved. */
    ONCE("once"),
    /** Looks again and again until it is stopped. */
    WATCH("watch");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** As the ledger, the summaries and the run lock say it. */
    public String word() {
        return word;
    }
}
