package io.sluice.check.budget;

import org.jspecify.annotations.Nullable;

/**
 * How many steps the check of one document may take over patterns, references and alternatives. Each is counted, not timed, so
 * that a document has the same verdict on every machine and on every day.
 *
 * <p>It belongs to the thread that checks, for as long as the check lasts: patterns are matched by the schema library, which
 * passes nothing on to them.
 */
public final class Budget {
    /** For a document of any size: about a second. */
    private static final long STEPS_MIN = 50_000_000;

    /** For each byte of a document, beyond that. */
    private static final long STEPS_PER_BYTE = 50;

    /** After so many steps, which are a few milliseconds, an interrupt is noticed. */
    private static final long STEPS_UNLOOKED = 100_000;

    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private final long steps;
    private long left;
    private long nextLook;

    private Budget(long steps) {
        this.steps = steps;
        this.left = steps;
        this.nextLook = steps;
    }

    /** What a document of this size may take. */
    public static Budget forBytes(long bytes) {
        return new Budget(STEPS_MIN + STEPS_PER_BYTE * bytes);
    }

    /** So many steps. */
    public static Budget of(long steps) {
        return new Budget(steps);
    }

    /** Some work under a budget. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /**
     * Does the work; what it spends on this thread is taken from this budget.
     *
     * @throws BudgetSpent when it needs more
     * @throws CheckInterrupted when the thread is interrupted; it stays so
     */
    public <T, E extends Exception> T during(Work<T, E> work) throws E {
        Budget outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /**
     * Takes steps from the budget of this thread; where there is none, nothing is counted.
     *
     * @throws BudgetSpent when there are no more
     * @throws CheckInterrupted when the thread is interrupted; it stays so
     */
    public static void spend(long steps) {
        Budget current = CURRENT.get();
        if (current != null) {
            current.take(steps);
        }
    }

    /** Says that there are no more steps, for what exceeds a limit of another kind, such as memory. */
    public static BudgetSpent spent() {
        Budget current = CURRENT.get();
        return new BudgetSpent(current == null ? 0 : current.steps);
    }

    private void take(long wanted) {
        left -= wanted;
        if (left < 0) {
            throw new BudgetSpent(steps);
        }
        if (left < nextLook) {
            nextLook = left - STEPS_UNLOOKED;
            if (Thread.currentThread().isInterrupted()) {
                throw new CheckInterrupted();
            }
        }
    }
}
