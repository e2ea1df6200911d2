package io.sluice.intake.list;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Lists with the JDK, and with the {@link KernelLister}, where it is to be had, once that pays: what is loaded for it takes
 * as long as some ten thousand entries. Used by one thread at a time.
 */
public final class GrowingLister implements Lister {
    /** So many entries have to be met, or expected. */
    public static final int ENTRIES_MIN = 10_000;

    private Lister lister = new StreamLister();
    private long entries;
    private boolean sought;

    /** From so many entries on that will be met, the kernel is asked from the next listing on. */
    public void expect(long more) {
        if (!sought && entries + more >= ENTRIES_MIN) {
            sought = true;
            lister = KernelLister.find().<Lister>map(found -> found).orElse(lister);
        }
    }

    @Override
    public void list(Path directory, Visitor visitor) throws IOException {
        expect(0);
        lister.list(directory, entry -> {
            entries++;
            return visitor.met(entry);
        });
    }

    @Override
    public boolean tellsInodes() {
        return lister.tellsInodes();
    }
}
