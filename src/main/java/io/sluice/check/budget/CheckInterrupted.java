package io.sluice.check.budget;

/**
 * The thread that checks a document was interrupted, as a stop does to what does not end in time: there is no verdict. An
 * error, because whoever catches the exceptions of a check makes findings of them, and the document may be a good one.
 */
public final class CheckInterrupted extends Error {
    private static final long serialVersionUID = 1;

    CheckInterrupted() {
        super("the check was interrupted, and there is no verdict", null, false, false);
    }
}
