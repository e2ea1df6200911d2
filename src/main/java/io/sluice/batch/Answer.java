package io.sluice.batch;

/**
 * Told exactly once, on any thread, what became of something that was handed over.
 *
 * @param <R> what came of it
 */
public interface Answer<R> {
    void done(R result);

    /**
     * It failed. What that leaves behind is said where it was handed over.
     *
     * @param why an environment fault, or else a defect
     */
    void failed(Throwable why);
}
