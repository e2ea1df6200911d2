package io.sluice.intake;

/** Names under which suppliers and tools keep files that are not finished, or not meant to be taken. */
public final class IgnoredNames {
    private IgnoredNames() {}

    /** Whether a file of this name is passed over and counted as ignored. */
    public static boolean ignores(String fileName) {
        return fileName.startsWith(".")
                || fileName.endsWith(".part")
                || fileName.endsWith(".tmp")
                || fileName.endsWith("~");
    }
}
