package io.sluice.fault;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an exception was thrown for. */
public final class Causes {
    /** Chains are short; one that leads back into itself has no end. */
    private static final int MAX = 100;

    private Causes() {}

    /** The exception and its causes, the outermost first; none for null. */
    public static Stream<Throwable> of(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX);
    }
}
