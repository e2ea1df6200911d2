package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/**
 * Places files in the next zone, atomically and durably, and first keeps what they replace.
 *
 * <p>Safe for use by many threads, for different targets. Published files follow the umask. A symbolic link at the
 * target is itself replaced, and kept as a link unless it leads nowhere; one on the way to it may not lead out of the
 * zone.
 */
public final class Publisher {
    private final DurableWriter zone;
    private final Backups backups;

    /**
     * @param zone nothing is published outside of it
     * @param backups where replaced files are kept; nothing is kept outside of it
     * @param run names the temps
     * @param commits what publications that are staged here have to be submitted to
     * @param verify whether what was written is read and hashed again before it becomes visible
     */
    public Publisher(ZoneRoot zone, ZoneRoot backups, String run, Commits commits, boolean verify) {
        this(new DurableWriter(zone, run, commits, verify), new DurableWriter(backups, run, commits, verify));
    }

    Publisher(DurableWriter zone, DurableWriter backups) {
        this.zone = zone;
        this.backups = new Backups(backups);
    }

    /** Where a replaced file is to be kept; asked for only when one is. */
    public interface BackupPlace {
        Path get() throws EnvironmentFault;
    }

    /** A publication that is not visible yet, and what it will be. */
    public record StagedFile(Publication publication, Published result) {}

    /**
     * Writes the bytes beside the target, not yet visible, and gives a file with other bytes that they will replace a
     * second name in the backups. Equal bytes are written again, because the rename that put them there may not have
     * been durable.
     *
     * @param backup where a file with other bytes is kept; never an overwritten one, so {@code .2} may be added
     * @throws EnvironmentFault no temp is left; the target holds the old file, which may already be in the backups, where
     *     the next attempt finds it
     * @throws IllegalArgumentException when the target does not lie in the zone, or the backup not in the backups
     */
    public StagedFile stage(Content content, Path target, BackupPlace backup) throws EnvironmentFault {
        Staged staged = zone.stage(target, content);
        boolean whole = false;
        try {
            List<Path> kept = List.of();
            Replaced replaced = replaced(content, target);
            if (replaced == Replaced.BACKED_UP) {
                kept = List.of(backups.keep(target, backup.get()));
            }
            whole = true;
            return new StagedFile(
                    new Publication(List.of(staged), kept, content.sizeBytes()),
                    new Published(target, content.sizeBytes(), content.sha256(), replaced));
        } finally {
            if (!whole) {
                staged.drop();
            }
        }
    }

    private static Replaced replaced(Content content, Path target) throws EnvironmentFault {
        try {
            if (!Presence.isThere(target)) {
                return Replaced.NOTHING;
            }
            BasicFileAttributes old =
                    Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (old.isDirectory() || old.isOther()) {
                throw inTheWay(target, old.isDirectory() ? "a directory" : "no regular file");
            }
            return old.isRegularFile() && old.size() == content.sizeBytes() && content.sameAs(target)
                    ? Replaced.SAME_BYTES
                    : Replaced.BACKED_UP;
        } catch (IOException told) {
            throw IoFaults.of(told, target, "look at");
        }
    }

    private static EnvironmentFault inTheWay(Path target, String what) {
        return new EnvironmentFault(
                EnvironmentFault.Kind.IO,
                target,
                String.format(
                        Locale.ROOT,
                        "%s is %s, and a file is to be published there; nothing was changed, the file stays pending and is tried again; move it away",
                        OneLine.of(target),
                        what));
    }
}
