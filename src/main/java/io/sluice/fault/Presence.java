package io.sluice.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is at a path. {@link Files#exists} and its like say no to whatever they cannot see, and so take a failing
 * disk for a missing file; these throw.
 */
public final class Presence {
    private Presence() {}

    /**
     * Whether anything is there.
     *
     * @throws IOException when that cannot be seen
     */
    public static boolean isThere(Path path, LinkOption... links) throws IOException {
        return attributes(path, links) != null;
    }

    /**
     * Whether a regular file is there.
     *
     * @throws IOException when that cannot be seen
     */
    public static boolean isFile(Path path, LinkOption... links) throws IOException {
        BasicFileAttributes there = attributes(path, links);
        return there != null && there.isRegularFile();
    }

    /**
     * Whether a directory is there.
     *
     * @throws IOException when that cannot be seen
     */
    public static boolean isDirectory(Path path, LinkOption... links) throws IOException {
        BasicFileAttributes there = attributes(path, links);
        return there != null && there.isDirectory();
    }

    /** Whether a regular file is there, or something that cannot be seen: whoever reads it is told why. */
    public static boolean mayBeFile(Path path) {
        try {
            return isFile(path);
        } catch (IOException unseen) {
            return true;
        }
    }

    /**
     * The entries of a directory, in no order.
     *
     * @throws IOException when they cannot be listed, or not to the end, which {@link Files#list} throws unchecked
     */
    public static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (UncheckedIOException broken) {
            throw Objects.requireNonNull(broken.getCause());
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path path, LinkOption... links) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, links);
        } catch (NoSuchFileException missing) {
            return null;
        } catch (FileSystemException told) {
            if ("Not a directory".equals(told.getReason())) { // one above it is a file
                return null;
            }
            throw told;
        }
    }
}
