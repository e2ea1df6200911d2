package io.sluice.fault;

import io.sluice.text.OneLine;
import java.util.Locale;

/** The faults of files for which the memory of this process does not suffice. With more of it they may be well. */
public final class MemoryFaults {
    private static final String PENDING = "the file stays pending and is tried again";

    private MemoryFaults() {}

    /**
     * The fault that an error tells of, for a file that stays pending. Said for each file: a smaller one may fit.
     *
     * @param file as people know it
     */
    public static EnvironmentFault of(OutOfMemoryError told, String file) {
        return of(told, file, PENDING);
    }

    /** As {@link #of(OutOfMemoryError, String)}, saying what is left in other words. */
    public static EnvironmentFault of(OutOfMemoryError told, String file, String left) {
        String why = String.valueOf(told.getMessage());
        String detail = String.format(
                Locale.ROOT, "%s cannot be worked on (%s); %s; %s", OneLine.of(file), why, left, advice(why));
        return EnvironmentFault.ofMemory(file, detail, told);
    }

    private static String advice(String why) {
        return why.contains("native thread")
                ? "let the user that runs Sluice have more threads (TasksMax of systemd, ulimit -u)"
                : String.format(
                        Locale.ROOT,
                        "give Java more than the %d MiB that it has now: start with SLUICE_JAVA_OPTS=-Xmx…, on a machine or in"
                                + " a container with more memory",
                        Runtime.getRuntime().maxMemory() >> 20);
    }
}
