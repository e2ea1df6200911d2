package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblem;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.RoutesFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Camel itself finds, at its start. */
class StartFailureTest {
    private final RoutesFixture fixture;

    StartFailureTest(@TempDir Path home) throws IOException {
        fixture = new RoutesFixture(home).lay("good");
    }

    @Test
    void camelsReaderHasNothingAgainstGoodRoutes() throws RouteProblems {
        assertThat(DryLoad.failures(fixture.read().files())).isEmpty();
    }

    @Test
    void anUnboundBeanIsShownWhereverItIsNamed() throws RouteProblems {
        assertThat(explained()).containsExactly("routes/outcomes.camel.yaml:11: no bean \"leavePending\" is bound");
    }

    @Test
    void whatCamelsReaderRefusesIsShownForEveryFileAtOnce() throws RouteProblems {
        fixture.write("outcomes.camel.yaml", "- routeConfiguration:\n    errorHandler: {}\n");
        fixture.write(
                "own.camel.yaml",
                "- route:\n    errorHandler: {}\n    from:\n      uri: direct:own\n      steps:\n        - stop: {}\n");

        assertThat(explained())
                .containsExactly(
                        "routes/outcomes.camel.yaml:2: Camel says: Unable to determine the error handler type for the node",
                        "routes/own.camel.yaml:2: Camel says: Unable to determine the error handler type for the node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            - setBody: { simple: "${nonsense(}" }                              | Unknown function: nonsense(
            - log: "before {{source}} ${nonsense(} and after"                  | Unknown function: nonsense(
            - setBody: { language: { language: klingon, expression: x } }      | No language could be found for: klingon
            - to: file:{{source}}/${header.x}                                  | Dynamic expressions with ${ } placeholders
            - to: { uri: "file:out/{{source}}", parameters: { fileExist: X } } | does not have any constant with value: X
            - bean: { beanType: java.util.ArrayList, method: nonsense }        | Method with name: nonsense not found
            """)
    void theLineOfTheTemplateIsShownWithCamelsReason(String step, String reason) throws RouteProblems {
        fixture.write("outcomes.camel.yaml", "- routeConfiguration:\n    description: none\n");
        fixture.write("publish.camel.yaml", "- from:\n    uri: direct:publish\n    steps:\n      - stop: {}\n");
        fixture.write(
                "templates/document-source.camel.yaml",
                """
                - routeTemplate:
                    id: document-source
                    parameters:
                      - name: source
                      - name: schema
                      - name: stable_seconds
                        defaultValue: "1"
                    from:
                      uri: direct:{{source}}
                      steps:
                        - to: direct:publish
                        STEP
                        - to: direct:publish
                """
                        .replace("STEP", step));

        assertThat(explained())
                .singleElement()
                .asString()
                .startsWith(
                        "routes/templates/document-source.camel.yaml:12: Camel cannot start route \"open_philanthropy\""
                                + " from template \"document-source\": ")
                .contains(reason);
    }

    @Test
    void aBeanThatCannotBeMadeIsShownWhereItsTypeStands() throws RouteProblems {
        fixture.write("own.camel.yaml", "- beans:\n    - name: one\n      type: java.util.Currency\n");

        assertThat(explained()).singleElement().asString().startsWith("routes/own.camel.yaml:3: Camel cannot start: ");
    }

    @Test
    void whatAHandlerCannotDoIsShownInItsFile() throws RouteProblems {
        fixture.write("publish.camel.yaml", "- from:\n    uri: direct:publish\n    steps:\n      - stop: {}\n");
        fixture.write(
                "outcomes.camel.yaml",
                """
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: java.lang.Exception
                          handled:
                            simple: ${nonsense(}
                """);

        assertThat(explained())
                .singleElement()
                .asString()
                .startsWith("routes/outcomes.camel.yaml:6: Camel cannot start route ")
                .contains("Unknown function: nonsense(");
    }

    private List<String> explained() throws RouteProblems {
        RouteFiles files = fixture.read();
        Exception failure = catchException(() -> start(files));
        assertThat(failure).isNotNull();
        return StartFailure.explain(files, failure).problems().stream()
                .map(RouteProblem::toString)
                .toList();
    }

    private static void start(RouteFiles files) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties settings = new Properties();
            settings.setProperty("sluice.raw.directory", files.home().toString());
            settings.setProperty("sluice.schemas.directory", files.home().toString());
            settings.setProperty("sluice.stable.seconds", "1");
            context.getPropertiesComponent().setInitialProperties(settings);
            context.build();
            for (Path file : files.files()) {
                Resource resource = ResourceHelper.resolveMandatoryResource(context, "file:" + file);
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            }
            context.start();
        }
    }
}
