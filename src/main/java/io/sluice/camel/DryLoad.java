package io.sluice.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Reads files with Camel's own reader into a context that is never started, and forgets it. */
final class DryLoad {
    private DryLoad() {}

    /** The first thing that the reader has against each file; what needs a running context is not judged. */
    static List<MarkedYamlEngineException> failures(List<Path> files) {
        List<MarkedYamlEngineException> failures = new ArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.build();
            for (Path file : files) {
                load(context, file).ifPresent(failures::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("A Camel context that was never started does not close", e);
        }
        return failures;
    }

    private static Optional<MarkedYamlEngineException> load(DefaultCamelContext context, Path file) {
        try (YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader()) {
            loader.setCamelContext(context);
            loader.start();
            RoutesBuilder builder = loader.loadRoutesBuilder(new RouteResource(file));
            if (builder instanceof RouteConfigurationBuilder configurations) {
                configurations.setCamelContext(context);
                configurations.configuration();
            }
            if (builder instanceof RouteBuilder routes) {
                routes.setCamelContext(context);
                routes.configure();
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return Optional.of(e);
        } catch (Exception e) {
            // needs what only the real context has, such as a bean of another file; the real start already said so
            return Optional.empty();
        }
    }
}
