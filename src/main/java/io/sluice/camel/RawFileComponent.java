package io.sluice.camel;

import io.sluice.intake.Intake;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.util.FileUtil;

/**
 * camel-file with a consumer that hands files over while it scans. It is bound under the name {@code file}, so routes
 * say {@code file:} and every consumer option that does not need the whole listing means what Camel's documentation
 * says.
 */
public final class RawFileComponent extends FileComponent {
    private final Intake intake;
    private final Duration fullLookEvery;

    /** @param fullLookEvery how often a source is looked at in full */
    public RawFileComponent(Intake intake, Duration fullLookEvery) {
        this.intake = intake;
        this.fullLookEvery = fullLookEvery;
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) {
        File directory = new File(remaining);
        RawFileEndpoint endpoint = new RawFileEndpoint(uri, this, intake, fullLookEvery);
        endpoint.setFile(directory);
        GenericFileConfiguration configuration = new GenericFileConfiguration();
        configuration.setDirectory(FileUtil.isAbsolute(directory) ? directory.getAbsolutePath() : directory.getPath());
        endpoint.setConfiguration(configuration);
        return endpoint;
    }
}
