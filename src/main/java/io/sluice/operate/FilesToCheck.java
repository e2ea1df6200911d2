package io.sluice.operate;

import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.intake.IgnoredNames;
import io.sluice.text.HomePaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a directory, by the rules that a run follows: names that are ignored there are ignored here, and links
 * to directories are not followed.
 */
final class FilesToCheck {
    /** For a person, behind a name. */
    static final String GONE = "was there and is not any more";

    private final List<Path> files = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private long ignored;

    private FilesToCheck() {}

    /** Whether what could not be read is not there any more, as happens where files come and go. */
    static boolean hasGone(Path path) {
        try {
            return !Presence.isThere(path);
        } catch (IOException unseen) {
            return false;
        }
    }

    /** The file itself, whatever its name, or every file below the directory. */
    static FilesToCheck in(Path place) throws IOException {
        FilesToCheck found = new FilesToCheck();
        if (Files.isRegularFile(place)) {
            found.files.add(place);
        } else {
            Files.walkFileTree(place, found.new Visitor(place.toRealPath()));
            found.files.sort(Comparator.comparing(Path::toString));
        }
        return found;
    }

    /** By path. */
    List<Path> files() {
        return files;
    }

    /** How many files and directories were passed over for their name. */
    long ignored() {
        return ignored;
    }

    /** What is no file that a run would take, with the reason; for a person. */
    List<String> passedOver() {
        return passedOver;
    }

    /** Directories that could not be listed, with the reason; for a person. */
    List<String> unreadable() {
        return unreadable;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private boolean entered;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (entered && directory.getFileName().toString().startsWith(".")) {
                ignored++;
                return FileVisitResult.SKIP_SUBTREE;
            }
            entered = true;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (IgnoredNames.ignores(file.getFileName().toString())) {
                ignored++;
                return FileVisitResult.CONTINUE;
            }
            if (!Path.of(file.toString()).equals(file)) {
                passedOver.add(new HomePaths(root).show(file) + " has a name that is not valid UTF-8");
                return FileVisitResult.CONTINUE;
            }
            String reason;
            try {
                reason = attributes.isSymbolicLink() ? linkProblem(file) : otherProblem(attributes);
            } catch (IOException told) {
                if (told instanceof AccessDeniedException || IoFaults.isOfTheWorld(told)) {
                    return visitFileFailed(file, told);
                }
                reason = "is a link that leads nowhere";
            }
            if (reason == null) {
                files.add(file);
            } else {
                passedOver.add(new HomePaths(root).show(file) + " " + reason);
            }
            return FileVisitResult.CONTINUE;
        }

        private @Nullable String linkProblem(Path link) throws IOException {
            Path real;
            try {
                real = link.toRealPath();
            } catch (NoSuchFileException missing) {
                return "is a link to nothing";
            }
            if (!real.startsWith(root)) {
                return "is a link that leaves the directory";
            }
            return Files.isRegularFile(link) ? null : "is a link to something that is not a file";
        }

        private static @Nullable String otherProblem(BasicFileAttributes attributes) {
            return attributes.isRegularFile() ? null : "is neither a file nor a directory";
        }

        @Override
        public FileVisitResult visitFileFailed(Path directory, IOException told) {
            if (hasGone(directory)) {
                passedOver.add(new HomePaths(root).show(directory) + " " + GONE);
                return FileVisitResult.CONTINUE;
            }
            unreadable.add(String.valueOf(
                    IoFaults.of(told, directory, "read", "it was not checked").getMessage()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException told) {
            return told == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, told);
        }
    }
}
