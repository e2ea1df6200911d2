package io.sluice.publish;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
     * @param zone the directory of the zone; nothing is published outside of it
     * @param backups where replaced files are kept; nothing is kept outside of it
     * @param run names the temps
     * @param verify whether what was written is read and hashed again before it becomes visible
     */
    public Publisher(Path zone, Path backups, String run, Durability durability, boolean verify) {
        this(new DurableWriter(zone, run, durability, verify), new DurableWriter(backups, run, durability, verify));
    }

    Publisher(DurableWriter zone, DurableWriter backups) {
        this.zone = zone;
        this.backups = new Backups(backups);
    }

    /**
     * Publishes bytes in memory; see {@link #publish(Content, Path, Path)}.
     *
     * @param sha256 lower-case hex of these bytes
     */
    public Published publish(byte[] content, String sha256, Path target, Path backup) throws EnvironmentFault {
        return publish(Content.of(content, sha256), target, backup);
    }

    /**
     * Publishes. Equal bytes are written again, because the rename that put them there may not have been durable.
     *
     * @param backup where a file with other bytes is kept; never an overwritten one, so {@code .2} may be added
     * @throws EnvironmentFault no temp is left; the target holds the old file, or the whole new one when only the last
     *     flush failed; the old file may already be in the backups, where the next attempt finds it
     * @throws IllegalArgumentException when the target does not lie in the zone, or the backup not in the backups
     */
    public Published publish(Content content, Path target, Path backup) throws EnvironmentFault {
        try (Staged staged = zone.stage(target, content)) {
            Replaced replaced = keepReplaced(content, target, backup);
            staged.commit();
            return new Published(target, content.sha256(), replaced);
        }
    }

    private Replaced keepReplaced(Content content, Path target, Path backup) throws EnvironmentFault {
        try {
            if (!Files.exists(target)) {
                return Replaced.NOTHING;
            }
            BasicFileAttributes old =
                    Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (old.isDirectory() || old.isOther()) {
                throw inTheWay(target, old.isDirectory() ? "a directory" : "no regular file");
            }
            if (old.isRegularFile() && old.size() == content.sizeBytes() && content.sameAs(target)) {
                return Replaced.SAME_BYTES;
            }
        } catch (IOException told) {
            throw IoFaults.of(told, target, "look at");
        }
        backups.keep(target, backup);
        return Replaced.BACKED_UP;
    }

    private static EnvironmentFault inTheWay(Path target, String what) {
        return new EnvironmentFault(
                EnvironmentFault.Kind.IO,
                target,
                "%s is %s, and a file is to be published there; nothing was changed, the file stays pending and is tried again; move it away"
                        .formatted(OneLine.of(target), what));
    }
}
