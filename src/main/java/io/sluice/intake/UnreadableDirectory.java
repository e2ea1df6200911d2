package io.sluice.intake;

import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The fault of a raw directory that cannot be listed. */
public final class UnreadableDirectory {
    private UnreadableDirectory() {}

    /**
     * The fault that its listing meets.
     *
     * @param shown the directory as people see it
     */
    public static EnvironmentFault fault(Path directory, String shown, IOException why) {
        return new EnvironmentFault(
                EnvironmentFault.Kind.SOURCE,
                directory,
                shown + " cannot be listed (" + reason(why)
                        + "); its files stay pending; make it exist and readable for this user",
                why);
    }

    private static String reason(IOException why) {
        if (why instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (why instanceof AccessDeniedException) {
            return "permission denied";
        }
        return why instanceof NotDirectoryException ? "it is not a directory" : why.toString();
    }
}
