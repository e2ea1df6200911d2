package io.sluice.it;

import java.io.IOException;
import java.util.List;

/** A route of a stage as one who adds it writes it: it tells the log of each file, and does what a test adds. */
record StageRoute(String stage, String reads, String from, String steps) {
    /** What is told of a file, in the order in which it was told. */
    private static final String TELL =
            """
            - log:
                logName: told.STAGE
                message: "told ${header.SluiceDeliveryId} ${header.SluiceSha256} ${header.SluiceSource}/${header.CamelFileName}"
            """;

    private static final String CHECK =
            """
            - to:
                uri: json-validator:funding_data_v1
                parameters:
                  uriSchemaLoader: "#bean:schemas"
                  objectMapper: "#bean:strictMapper"
                  errorHandler: "#bean:findings"
            """;

    /** Tells the log of each file that is published in the validated zone. */
    static StageRoute telling(String stage) {
        return new StageRoute(stage, "zone:validated", "beginning", TELL.replace("STAGE", stage));
    }

    /** Publishes each validated file as it is in the zone {@code cleaned}. */
    static StageRoute cleaning() {
        return new StageRoute("clean", "zone:validated", "beginning", CHECK + "- to: zone:cleaned\n");
    }

    StageRoute reading(String zone) {
        return new StageRoute(stage, zone, from, steps);
    }

    StageRoute fromNow() {
        return new StageRoute(stage, reads, "now", steps);
    }

    /** With steps that come before those that it has. */
    StageRoute before(String step) {
        return new StageRoute(stage, reads, from, step.endsWith("\n") ? step + steps : step + "\n" + steps);
    }

    StageRoute behind(String step) {
        return new StageRoute(stage, reads, from, steps + step);
    }

    /** Which throws at the file of this name. */
    StageRoute poisonedBy(String path) {
        return before(
                """
                - filter:
                    simple: "${header.CamelFileName} == 'PATH'"
                    steps:
                      - throwException:
                          exceptionType: java.net.ConnectException
                          message: Connection refused
                """
                        .replace("PATH", path));
    }

    void in(SluiceHome home) throws IOException {
        home.write(
                "routes/" + stage + ".camel.yaml",
                """
                - route:
                    id: %s
                    routeConfigurationId: outcomes
                    from:
                      uri: %s
                      parameters:
                        stage: %s
                        from: %s
                      steps:
                %s"""
                        .formatted(stage, reads, stage, from, steps.indent(8)));
    }

    /** What it has told: delivery id, SHA-256, source and path of each file. */
    List<String> told(SluiceHome home) throws IOException {
        return home.log().stream()
                .filter(line -> line.contains(" told." + stage + ": told "))
                .map(line -> line.substring(line.indexOf(": told ") + ": told ".length()))
                .toList();
    }

    /** Of each file that it has told, its delivery id. */
    List<String> toldIds(SluiceHome home) throws IOException {
        return told(home).stream().map(line -> line.split(" ", 3)[0]).toList();
    }

    /** Of each file that it has told, its source and path. */
    List<String> toldFiles(SluiceHome home) throws IOException {
        return told(home).stream().map(line -> line.split(" ", 3)[2]).toList();
    }
}
