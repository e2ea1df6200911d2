package io.sluice.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file only when its size, mtime and inode change time stood still for a while. It skips; it never waits.
 *
 * <p>The inode change time cannot be set by a writer, so a file whose change time is old enough by the {@linkplain
 * FileSystemClock clock that set it} stood still that long and is taken at first sight. Any other file is remembered, and is
 * taken at a later scan that finds it unchanged after that time, whatever any clock shows.
 *
 * <p>No file is taken within the grain of its change time: a change of as many bytes right after the reading would bear the same
 * times, and never be noticed.
 *
 * <p>Size and times do not change at one stroke. A kernel that cuts a file to nothing sets the size first and the times
 * last: meanwhile the file looks like an empty one that stood still since the change before. A write sets the times first,
 * and the size grows for as long as the call lasts. So old times vouch neither for an empty file nor for one that was refused
 * before with another size under the same change time; such a file has to be seen standing still.
 *
 * <p>Used by one consumer's poll thread.
 */
public final class Stability {
    private final long stableNs;
    private final FileSystemClock clock;
    private final LongSupplier monotonicNs;
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final Set<String> sighted = new HashSet<>();

    /** @param timesVouch whether the file's times tell of every change that was seen */
    private record Sighting(RawAttributes attributes, long sinceNs, boolean timesVouch) {}

    /**
     * @param stableSeconds how long a file must have stood still, 0 to 86,400; 0 takes every file whose next change would show
     * @param clock of the source's file system
     */
    public Stability(double stableSeconds, FileSystemClock clock) {
        this(stableSeconds, clock, System::nanoTime);
    }

    Stability(double stableSeconds, FileSystemClock clock, LongSupplier monotonicNs) {
        if (!(stableSeconds >= 0 && stableSeconds <= 86_400)) {
            throw new IllegalArgumentException("stableSeconds is " + stableSeconds + "; expected 0 to 86400");
        }
        this.stableNs = (long) (stableSeconds * 1e9);
        this.clock = clock;
        this.monotonicNs = monotonicNs;
    }

    /**
     * Whether a file may be taken now.
     *
     * @param path absolute
     * @param attributes as they have just been read
     */
    public boolean accept(String path, RawAttributes attributes) {
        if (!stable(path, attributes)) {
            return false;
        }
        sightings.remove(path);
        return true;
    }

    private boolean stable(String path, RawAttributes attributes) {
        clock.saw(attributes.ctimeNs());
        Sighting earlier = sightings.get(path);
        boolean timesVouch = stableNs == 0 || timesVouch(attributes, earlier);
        if (timesVouch && isOldEnough(attributes)) {
            return true;
        }
        long nowNs = monotonicNs.getAsLong();
        sighted.add(path);
        if (earlier != null && earlier.attributes().equals(attributes)) {
            return nowNs - earlier.sinceNs() >= neededNs(attributes);
        }
        sightings.put(path, new Sighting(attributes, nowNs, timesVouch));
        return false;
    }

    private static boolean timesVouch(RawAttributes attributes, @Nullable Sighting earlier) {
        if (attributes.sizeBytes() == 0) {
            return false;
        }
        if (earlier == null || !earlier.attributes().hasChangeTimeOf(attributes)) {
            return true;
        }
        return earlier.timesVouch() && earlier.attributes().equals(attributes);
    }

    private boolean isOldEnough(RawAttributes attributes) {
        long changedNs = stableNs == 0 ? attributes.ctimeNs() : Math.max(attributes.ctimeNs(), attributes.mtimeNs());
        return clock.nowNs() - changedNs >= neededNs(attributes);
    }

    private long neededNs(RawAttributes attributes) {
        return Math.max(stableNs, FileSystemClock.grainNs(attributes.ctimeNs()));
    }

    /** After how many milliseconds a file that was refused with these attributes is worth another look. */
    public long waitMs(RawAttributes attributes) {
        return TimeUnit.NANOSECONDS.toMillis(neededNs(attributes));
    }

    /** Whether the file was refused because it has not stood still long enough. */
    boolean unsettled(String path) {
        return sightings.containsKey(path);
    }

    /** How long any file must have stood still at the least, in milliseconds. */
    public long stableMs() {
        return TimeUnit.NANOSECONDS.toMillis(
                Math.max(stableNs, FileSystemClock.grainMin().toNanos()));
    }

    /** Forgets the files that a complete scan has not met again. */
    public void scanEnded() {
        sightings.keySet().retainAll(sighted);
        sighted.clear();
    }
}
