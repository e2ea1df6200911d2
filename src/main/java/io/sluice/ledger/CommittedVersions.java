package io.sluice.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.fault.EnvironmentFault;
import java.util.Optional;

/**
 * What is committed about the files that were asked for last, unknown ones too.
 *
 * <p>A load holds its key, so that a commit that follows it puts the newer version afterwards. Forgetting replaces the
 * whole cache, so that a load which is under way ends up in the one that nobody asks any more.
 */
final class CommittedVersions {
    /** About 60 MB of heap when full. */
    static final int FILES_MAX = 100_000;

    /** Reads from the ledger. */
    interface Load {
        Optional<Version> load(FileId file) throws EnvironmentFault;
    }

    private static final class LoadFailed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final EnvironmentFault fault;

        LoadFailed(EnvironmentFault fault) {
            super(fault);
            this.fault = fault;
        }
    }

    private volatile Cache<FileId, Optional<Version>> cache = empty();

    Optional<Version> get(FileId file, Load load) throws EnvironmentFault {
        try {
            return cache.get(file, unknown -> {
                try {
                    return load.load(unknown);
                } catch (EnvironmentFault fault) {
                    throw new LoadFailed(fault);
                }
            });
        } catch (LoadFailed failed) {
            throw failed.fault;
        }
    }

    /** To be called after the commit, in the order of commits. */
    void put(Version version) {
        cache.put(version.file(), Optional.of(version));
    }

    void forget() {
        cache = empty();
    }

    private static Cache<FileId, Optional<Version>> empty() {
        return Caffeine.newBuilder()
                .maximumSize(FILES_MAX)
                .executor(Runnable::run)
                .build();
    }
}
