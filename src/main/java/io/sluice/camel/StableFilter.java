package io.sluice.camel;

import io.sluice.intake.RawAttributes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file only when its size, mtime and inode change time stood still for a while. It skips; it never waits.
 *
 * <p>The inode change time cannot be set by a writer, so a file whose change time is old enough stood still that long
 * and is taken at first sight. Any other file is remembered, and is taken at a later look that finds it unchanged after
 * that time. This holds too where the clock of a file server runs ahead and change times lie in the future.
 *
 * <p>Size and times do not change at one stroke. A kernel that cuts a file to nothing sets the size first and the times
 * last: meanwhile the file looks like an empty one that stood still since the change before. A write sets the times first,
 * and the size grows for as long as the call lasts. So old times vouch neither for an empty file nor for one that was refused
 * before with another size under the same change time; such a file has to be seen standing still.
 *
 * <p>Used by one consumer's poll thread.
 */
public final class StableFilter implements GenericFileFilter<File> {
    /** Under this name the attributes that were found stable travel with the file. */
    static final String ATTRIBUTES = "sluice";

    private final long stableNs;
    private final Clock clock;
    private final LongSupplier monotonicNs;
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final Set<String> sighted = new HashSet<>();

    /** @param timesVouch whether the file's times tell of every change that was seen */
    private record Sighting(RawAttributes attributes, long sinceNs, boolean timesVouch) {}

    /**
     * As a route names it: Camel matches {@code 2} and {@code 0.5} alike to the boxed type only.
     *
     * @param stableSeconds how long a file must have stood still; 0 takes every file at once
     */
    public StableFilter(Double stableSeconds) {
        this(stableSeconds, Clock.systemUTC(), System::nanoTime);
    }

    StableFilter(double stableSeconds, Clock clock, LongSupplier monotonicNs) {
        if (!(stableSeconds >= 0 && stableSeconds <= 86_400)) {
            throw new IllegalArgumentException("stable_seconds is " + stableSeconds + "; expected 0 to 86400");
        }
        this.stableNs = (long) (stableSeconds * 1e9);
        this.clock = clock;
        this.monotonicNs = monotonicNs;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        String path = file.getAbsoluteFilePath();
        RawAttributes attributes;
        try {
            attributes = RawAttributes.of(file.getFile().toPath());
        } catch (NoSuchFileException e) {
            sightings.remove(path);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return accept(file, attributes);
    }

    /** As {@link #accept(GenericFile)}, with attributes that have just been read. */
    boolean accept(GenericFile<File> file, RawAttributes attributes) {
        String path = file.getAbsoluteFilePath();
        if (!stable(path, attributes)) {
            return false;
        }
        sightings.remove(path);
        file.setExtendedAttributes(Map.of(ATTRIBUTES, attributes));
        return true;
    }

    /** The attributes under which a file was found stable. */
    public static RawAttributes attributes(GenericFile<?> file) {
        Map<String, Object> extended = file.getExtendedAttributes();
        if (extended != null && extended.get(ATTRIBUTES) instanceof RawAttributes attributes) {
            return attributes;
        }
        throw new IllegalStateException(
                "the file endpoint needs the option filter: #class:" + StableFilter.class.getName());
    }

    private boolean stable(String path, RawAttributes attributes) {
        if (stableNs == 0) {
            return true;
        }
        Sighting earlier = sightings.get(path);
        boolean timesVouch = timesVouch(attributes, earlier);
        if (timesVouch && isOldEnough(attributes)) {
            return true;
        }
        long nowNs = monotonicNs.getAsLong();
        sighted.add(path);
        if (earlier != null && earlier.attributes().equals(attributes)) {
            return nowNs - earlier.sinceNs() >= stableNs;
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
        long changedNs = Math.max(attributes.ctimeNs(), attributes.mtimeNs());
        return clock.millis() * 1_000_000 - changedNs >= stableNs;
    }

    /** Whether the file was refused because it has not stood still long enough. */
    boolean unsettled(String path) {
        return sightings.containsKey(path);
    }

    /** How long a file must have stood still, in milliseconds. */
    long stableMs() {
        return stableNs / 1_000_000;
    }

    /** Forgets the files that a complete look has not met again. */
    void lookEnded() {
        sightings.keySet().retainAll(sighted);
        sighted.clear();
    }
}
