package io.sluice.camel;

import io.sluice.intake.Intake;
import java.io.File;
import java.time.Duration;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.GenericFileOperations;
import org.jspecify.annotations.Nullable;

/** A {@code file:} endpoint whose consumer hands files over while it scans. */
final class RawFileEndpoint extends FileEndpoint {
    private final Intake intake;
    private final Duration fullLookEvery;

    RawFileEndpoint(String uri, RawFileComponent component, Intake intake, Duration fullLookEvery) {
        super(uri, component);
        this.intake = intake;
        this.fullLookEvery = fullLookEvery;
        setInProgressRepository(new FilesInHand());
    }

    @Override
    protected FileConsumer newFileConsumer(Processor processor, GenericFileOperations<File> operations) {
        return new RawFileConsumer(
                this,
                processor,
                operations,
                processStrategy != null ? processStrategy : createGenericFileStrategy(),
                intake,
                fullLookEvery);
    }

    /**
     * None for Camel, which asks the filter before it compares names: here a file whose name is excluded is not waited
     * for.
     */
    @Override
    public @Nullable GenericFileFilter<File> getFilter() {
        return null;
    }

    GenericFileFilter<File> stability() {
        return super.getFilter();
    }

    /** Whether the name is that of a done-file, if this source asks for one. */
    boolean isDoneFileName(String name) {
        return getDoneFileName() != null && isDoneFile(name);
    }
}
