package io.sluice.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock that stamps the files of a source, as far as it can be known without writing there. A file server's clock may lie
 * behind or ahead of this process's, and then the age of a file is not the time since its stamp.
 *
 * <p>Where this kernel stamps the files, and stamps them with what this process takes for the time, that time is used. Anywhere
 * else the stamps tell: the clock shows at least the newest inode change time that was seen, and the time that has passed since
 * then. It is never taken to be ahead of this process's clock: a stamp that anybody may set proves nothing.
 *
 * <p>Used by one thread.
 */
public final class FileSystemClock {
    private static final Logger LOG = LoggerFactory.getLogger("scan");

    /** File systems whose times come from the kernel that this process runs on. */
    private static final Set<String> LOCAL =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "zfs", "overlay", "vfat", "exfat", "ntfs3");

    /** The kernel's clock of files ticks every 1 to 10 ms. */
    private static final long FINE_NS = 20_000_000;

    /** Where there are whole seconds only. FAT has every second one. */
    private static final long COARSE_NS = 2_000_000_000L;

    /** More than this between the wall clock and the monotonic one: somebody has set the former, or the machine slept. */
    private static final long SET_NS = 500_000_000;

    private final Clock wall;
    private final LongSupplier monotonicNs;
    private final long wallAheadNs;
    private boolean agrees;
    private boolean sawAny;
    private long stampsAheadNs;

    FileSystemClock(Clock wall, LongSupplier monotonicNs, boolean agrees) {
        this.wall = wall;
        this.monotonicNs = monotonicNs;
        this.agrees = agrees;
        this.wallAheadNs = wallNs(wall) - monotonicNs.getAsLong();
    }

    /**
     * The clock of the file system that a directory lies on.
     *
     * @param own a directory of this program, on a local disk, in which a file is made and deleted to see how it is stamped
     */
    public static FileSystemClock of(Path directory, Path own) {
        Clock wall = Clock.systemUTC();
        boolean agrees = agrees(directory, own, wall);
        LOG.debug("{} is stamped by the clock of this process: {}", directory, agrees);
        return new FileSystemClock(wall, System::nanoTime, agrees);
    }

    private static boolean agrees(Path directory, Path own, Clock wall) {
        try {
            if (!LOCAL.contains(Files.getFileStore(directory).type())) {
                return false;
            }
            long beforeNs = wallNs(wall);
            Path stamped = Files.createTempFile(own, ".sluice-", ".tmp");
            try {
                long ctimeNs = RawAttributes.of(stamped).ctimeNs();
                return ctimeNs >= beforeNs - FINE_NS && ctimeNs <= wallNs(wall);
            } finally {
                Files.delete(stamped);
            }
        } catch (IOException unknown) {
            LOG.debug("Whether {} is stamped by the clock of this process is not known", directory, unknown);
            return false;
        }
    }

    /** Some file or directory bears this inode change time. */
    void saw(long ctimeNs) {
        long aheadNs = ctimeNs - monotonicNs.getAsLong();
        if (!sawAny || aheadNs > stampsAheadNs) {
            stampsAheadNs = aheadNs;
            sawAny = true;
        }
    }

    /** What it shows now at the least, in nanoseconds since the epoch. Something must have been seen. */
    long nowNs() {
        long wallNs = wallNs(wall);
        long passedNs = monotonicNs.getAsLong();
        if (Math.abs(wallNs - passedNs - wallAheadNs) > SET_NS) {
            agrees = false;
        }
        return agrees ? wallNs : Math.min(wallNs, stampsAheadNs + passedNs);
    }

    /**
     * How far apart two changes have to be to bear different stamps, in nanoseconds.
     *
     * @param stampNs one of the stamps
     */
    static long grainNs(long stampNs) {
        return stampNs % TimeUnit.SECONDS.toNanos(1) == 0 ? COARSE_NS : FINE_NS;
    }

    /** The finest grain. */
    static Duration grainMin() {
        return Duration.ofNanos(FINE_NS);
    }

    private static long wallNs(Clock wall) {
        Instant now = wall.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
