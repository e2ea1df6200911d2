package io.sluice.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows of a path of a source.
 *
 * @param versions of every stage, in the order in which they were decided
 * @param events of every stage, in the order in which they happened
 */
public record FileHistory(List<Version> versions, List<FileEvent> events) {
    public FileHistory {
        versions = List.copyOf(versions);
        events = List.copyOf(events);
    }

    /** Whether the ledger knows nothing of the path. */
    public boolean isEmpty() {
        return versions.isEmpty();
    }

    /** The last decision of a stage. */
    public Optional<Version> current(String stage) {
        return last(stage, false);
    }

    /** What a stage has published last, whether it is the last decision or a later one failed. */
    public Optional<Version> published(String stage) {
        return last(stage, true);
    }

    private Optional<Version> last(String stage, boolean published) {
        return versions.stream()
                .filter(version -> version.file().stage().equals(stage)
                        && (!published || version.state().isPublished()))
                .max(Comparator.comparingInt(Version::number));
    }
}
