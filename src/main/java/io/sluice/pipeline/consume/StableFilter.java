package io.sluice.pipeline.consume;

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

/**
 * Takes a file only when its size, mtime and inode change time stood still for a while. It skips; it never waits.
 *
 * <p>The inode change time cannot be set by a writer, so a file whose change time is old enough stood still that long
 * and is taken at first sight. Any other file is remembered, and is taken at a later look that finds it unchanged after
 * that time. This holds too where the clock of a file server runs ahead and change times lie in the future.
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

    private record Sighting(RawAttributes attributes, long sinceNs) {}

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
        long changedNs = Math.max(attributes.ctimeNs(), attributes.mtimeNs());
        if (stableNs == 0 || clock.millis() * 1_000_000 - changedNs >= stableNs) {
            return true;
        }
        long nowNs = monotonicNs.getAsLong();
        sighted.add(path);
        Sighting earlier = sightings.get(path);
        if (earlier != null && earlier.attributes().equals(attributes)) {
            return nowNs - earlier.sinceNs() >= stableNs;
        }
        sightings.put(path, new Sighting(attributes, nowNs));
        return false;
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
