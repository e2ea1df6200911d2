package io.sluice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether directories lie in one another, whatever symbolic links lead to them. */
final class Places {
    private Places() {}

    static boolean overlap(Path one, Path other) {
        Path realOne = real(one);
        Path realOther = real(other);
        return realOne.startsWith(realOther) || realOther.startsWith(realOne);
    }

    /** Of what is there the real path; the rest is as it is written. */
    private static Path real(Path path) {
        Path there = path;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return path;
        }
        try {
            return there.toRealPath().resolve(there.relativize(path)).normalize();
        } catch (IOException unreadable) {
            return path; // whoever uses it says why
        }
    }
}
