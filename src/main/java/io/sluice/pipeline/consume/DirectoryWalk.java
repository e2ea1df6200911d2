package io.sluice.pipeline.consume;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Walks a directory without holding its listing: entries are handed over as the kernel gives them. One directory is open
 * at a time, and each entry costs one {@code lstat}.
 */
final class DirectoryWalk {

    /** What a walk meets. */
    interface Visitor {
        /** Whether to go on; asked before each entry. */
        boolean goesOn();

        /** A regular file, or a symlink to one that stays inside the source; the attributes are the file's own. */
        void file(Path file, BasicFileAttributes attributes);

        /** Whether to walk a directory's entries too; it is no symlink. */
        boolean entersDirectory(Path directory);

        /** Something that is neither a file nor a directory of this source. */
        void passedOver(Path path, String why);

        /** A directory that cannot be listed. What lies below it stays pending. */
        void unreadable(Path directory, IOException why);
    }

    private final Path root;
    private final int depthMax;

    /**
     * @param root the source's directory
     * @param depthMax how many levels of directories are walked; 1 is the root alone
     */
    DirectoryWalk(Path root, int depthMax) {
        this.root = root;
        this.depthMax = depthMax;
    }

    private record Level(Path directory, int depth) {}

    /** Walks until everything was met or the visitor stops. */
    void walk(Visitor visitor) {
        Deque<Level> open = new ArrayDeque<>();
        open.add(new Level(root, 1));
        while (!open.isEmpty() && visitor.goesOn()) {
            Level level = open.remove();
            List<Path> below = list(level.directory(), visitor);
            if (level.depth() < depthMax) {
                below.forEach(directory -> open.add(new Level(directory, level.depth() + 1)));
            }
        }
    }

    private List<Path> list(Path directory, Visitor visitor) {
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!visitor.goesOn()) {
                    break;
                }
                meet(entry, visitor, below);
            }
        } catch (NoSuchFileException e) {
            if (directory.equals(root)) {
                visitor.unreadable(directory, e);
            }
        } catch (DirectoryIteratorException e) {
            visitor.unreadable(directory, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            visitor.unreadable(directory, e);
        }
        return below;
    }

    private void meet(Path entry, Visitor visitor, List<Path> below) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // gone since it was listed: there is nothing left to do for it
        }
        if (attributes.isRegularFile()) {
            visitor.file(entry, attributes);
        } else if (attributes.isDirectory()) {
            if (visitor.entersDirectory(entry)) {
                below.add(entry);
            }
        } else if (attributes.isSymbolicLink()) {
            meetLink(entry, visitor);
        } else {
            visitor.passedOver(entry, "it is a FIFO, a socket or a device");
        }
    }

    private void meetLink(Path link, Visitor visitor) throws IOException {
        Path target;
        BasicFileAttributes attributes;
        try {
            target = link.toRealPath();
            attributes = Files.readAttributes(target, BasicFileAttributes.class);
        } catch (IOException e) {
            visitor.passedOver(link, "it is a symlink that leads nowhere");
            return;
        }
        if (!target.startsWith(root.toRealPath())) {
            visitor.passedOver(link, "it is a symlink that leaves the source");
        } else if (attributes.isRegularFile()) {
            visitor.file(link, attributes);
        } else {
            visitor.passedOver(link, "it is a symlink to something other than a file");
        }
    }
}
