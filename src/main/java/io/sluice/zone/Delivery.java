package io.sluice.zone;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Places files in the raw zone where nothing is: each is there as a whole or not at all, whenever the machine stops. */
public final class Delivery {
    private final DurableWriter writer;

    /**
     * Delivers below one directory.
     *
     * @param raw nothing is delivered outside of it
     * @param run names the temps
     */
    public Delivery(ZoneRoot raw, String run, Durability durability) {
        this.writer = new DurableWriter(raw, run, Commits.eachAlone(durability, new Events()), false);
    }

    /**
     * Gives the bytes a name that nothing has. The file appears under it in one step, durably, with all of its bytes.
     *
     * @return false when a file with other bytes is there; nothing was changed
     * @throws EnvironmentFault nothing, or the whole file, is there; delivering it again completes it
     * @throws IllegalArgumentException when the target does not lie in the raw zone
     */
    public boolean deliver(Content content, Path target) throws EnvironmentFault {
        if (isTaken(target)) {
            return isThere(content, target);
        }
        try (Staged staged = writer.stage(target, content)) {
            staged.confirm();
            staged.flush();
            staged.link();
        } catch (FileAlreadyExistsException taken) {
            return isThere(content, target);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "deliver");
        }
        return true;
    }

    private static boolean isTaken(Path target) throws EnvironmentFault {
        try {
            return Presence.isThere(target, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "look at");
        }
    }

    private static boolean isThere(Content content, Path target) throws EnvironmentFault {
        try {
            return Presence.isFile(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(target) == content.sizeBytes()
                    && content.sameAs(target);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "look at");
        }
    }
}
