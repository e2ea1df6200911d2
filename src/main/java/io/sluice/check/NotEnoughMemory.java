package io.sluice.check;

/**
 * Said before it comes to an {@link OutOfMemoryError} that any thread of the process might meet. It is one itself: who
 * fails closed on the one does so on the other.
 */
public final class NotEnoughMemory extends OutOfMemoryError {
    private static final long serialVersionUID = 1;

    NotEnoughMemory(String why) {
        super(why);
    }
}
