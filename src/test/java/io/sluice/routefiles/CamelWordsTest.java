package io.sluice.routefiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.Test;

/** Holds the words that the deserializers declare against the schema that Camel publishes for its YAML. */
class CamelWordsTest {
    private static final String MODEL = "org.apache.camel.model.";

    private final CamelWords words = new CamelWords();

    @Test
    void stepsAreThoseOfCamelsPublishedSchema() throws IOException {
        assertThat(words.allSteps()).isEqualTo(names(definitions().get(MODEL + "ProcessorDefinition")));
    }

    @Test
    void wordsBelowEveryStepAreThoseOfCamelsPublishedSchema() throws IOException {
        JsonNode steps = definitions().get(MODEL + "ProcessorDefinition").get("properties");
        for (String step : names(definitions().get(MODEL + "ProcessorDefinition"))) {
            String reference = steps.get(step).path("$ref").asText();
            JsonNode definition = definitions().get(reference.substring(reference.lastIndexOf('/') + 1));

            Set<String> declared =
                    new TreeSet<>(words.shape(step).orElseThrow().words().keySet());
            declared.remove("inheritErrorHandler"); // accepted by Camel, but left out of its schema
            assertThat(declared).as(step).isEqualTo(names(definition));
        }
    }

    @Test
    void topLevelWordsAreNotSteps() {
        for (String word : Set.of("route", "from", "onException", "routeTemplate", "beans", "no such word")) {
            assertThat(words.step(word)).as(word).isEmpty();
        }
    }

    private static Set<String> names(JsonNode definition) {
        JsonNode properties = definition.get("properties");
        for (JsonNode choice : definition.path("oneOf")) {
            properties = choice.has("properties") ? choice.get("properties") : properties;
        }
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode definitions() throws IOException {
        URL schema = YamlRoutesBuilderLoader.class.getResource("/schema/camelYamlDsl.json");
        return new ObjectMapper().readTree(schema).at("/items/definitions");
    }
}
