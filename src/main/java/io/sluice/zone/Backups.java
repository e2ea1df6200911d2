package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Keeps what a publication is about to replace. The old file gets a second name where the file system allows it, which
 * costs no space, and is copied otherwise. A symbolic link is kept as a link: only the link is replaced.
 */
final class Backups {
    private static final int SAME_NAME_MAX = 100;

    private final DurableWriter writer;

    Backups(DurableWriter writer) {
        this.writer = writer;
    }

    /**
     * Keeps a file. A backup that is already there is never overwritten: the same bytes are enough, else the name is
     * followed by {@code .2}, {@code .3} and so on.
     *
     * @return the backup's name, which has to be durable before the file is replaced
     */
    Path keep(Path old, Path backup) throws EnvironmentFault {
        Path directory = writer.directories().of(backup);
        try {
            writer.directories().require(directory);
            for (int number = 1; number <= SAME_NAME_MAX; number++) {
                Path name = number == 1 ? backup : backup.resolveSibling(backup.getFileName() + "." + number);
                if (keepAs(old, name)) {
                    writer.commits().kept(name);
                    return name;
                }
            }
        } catch (IOException told) {
            throw IoFaults.of(told, backup, "keep a backup of " + OneLine.of(old) + " as");
        }
        throw new EnvironmentFault(
                EnvironmentFault.Kind.IO,
                directory,
                String.format(
                        Locale.ROOT,
                        "%d different backups of %s have the name %s; it was not replaced, the new file stays pending and is tried again; move them away",
                        SAME_NAME_MAX,
                        OneLine.of(old),
                        OneLine.of(backup)));
    }

    private boolean keepAs(Path old, Path name) throws IOException, EnvironmentFault {
        try {
            writer.operations().link(old, name);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return same(old, name);
        } catch (FileSystemException | UnsupportedOperationException noLinkHere) {
            return copy(old, name);
        }
    }

    private boolean copy(Path old, Path name) throws IOException, EnvironmentFault {
        if (Presence.isThere(name, LinkOption.NOFOLLOW_LINKS)) {
            return same(old, name);
        }
        if (Files.isSymbolicLink(old)) {
            writer.operations().symbolicLink(name, Files.readSymbolicLink(old));
            return true;
        }
        try (Staged copy = writer.stage(name, Content.copyOf(old, Files.size(old), Sha256.of(old)))) {
            copy.commit();
        }
        return true;
    }

    private static boolean same(Path old, Path kept) throws IOException {
        if (Files.isSymbolicLink(old) && Files.isSymbolicLink(kept)) {
            return Files.readSymbolicLink(old).equals(Files.readSymbolicLink(kept));
        }
        return Presence.isFile(old, LinkOption.NOFOLLOW_LINKS)
                && Presence.isFile(kept, LinkOption.NOFOLLOW_LINKS)
                && Files.mismatch(old, kept) == -1;
    }
}
