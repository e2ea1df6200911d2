package io.sluice.operate;

import io.sluice.check.finding.Findings;
import java.io.IOException;

/** Takes what a check found, file by file, in the order of the paths. */
public interface CheckOutput {
    /** A file that was checked, under its path, unescaped. */
    void checked(String file, Findings findings) throws IOException;

    /** A file or directory that the environment kept from being checked; the message names it. */
    void unreadable(String message) throws IOException;

    /** After the last file. */
    void end(long ignored) throws IOException;
}
