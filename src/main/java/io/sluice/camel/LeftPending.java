package io.sluice.camel;

import io.sluice.event.Outcome;

/** A file was taken up and is left as it was, for no fault of its own or of the world. It is taken again later. */
public final class LeftPending extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final String why;

    private LeftPending(Outcome outcome, String file, String why) {
        super(file + " " + why, null, false, false);
        this.outcome = outcome;
        this.why = why;
    }

    /** The file changed between the scan that found it and the end of its reading. */
    static LeftPending changed(String file) {
        return new LeftPending(Outcome.CHANGED, file, "changed while it was read and stays pending");
    }

    /** The file was not begun: Sluice is stopping, or its source pauses after faults. */
    static LeftPending givenBack(String file) {
        return new LeftPending(Outcome.GIVEN_BACK, file, "was not begun and stays pending");
    }

    Outcome outcome() {
        return outcome;
    }

    /** As a sentence about the file. */
    String why() {
        return why;
    }
}
