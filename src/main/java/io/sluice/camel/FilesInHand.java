package io.sluice.camel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The files of a source that are taken up and not ended, by absolute path; Sluice's permits bound them. In place of Camel's
 * own in-progress repository: an LRU that forgets beyond 50,000, and that after 100,000 changes sorts through all of them
 * again at each one, which made a run over a million files take hours.
 */
final class FilesInHand extends ServiceSupport implements IdempotentRepository {
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(String path) {
        return paths.add(path);
    }

    @Override
    public boolean contains(String path) {
        return paths.contains(path);
    }

    @Override
    public boolean remove(String path) {
        return paths.remove(path);
    }

    @Override
    public boolean confirm(String path) {
        return true;
    }

    @Override
    public void clear() {
        paths.clear();
    }
}
