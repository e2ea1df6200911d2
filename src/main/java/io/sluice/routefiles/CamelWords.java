package io.sluice.routefiles;

import io.sluice.routefiles.Shape.Property;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializers;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.spi.annotations.YamlIn;
import org.apache.camel.spi.annotations.YamlProperty;
import org.apache.camel.spi.annotations.YamlType;
import org.snakeyaml.engine.v2.api.ConstructNode;

/**
 * The words of Camel's YAML, as its own deserializers declare them in annotations: the source that Camel generates its
 * published schema from, so what this accepts is what that schema accepts. Only the classes of words that are used are
 * loaded, and Camel loads the same ones a moment later.
 */
final class CamelWords {
    private static final String EXTENDS = "__extends";
    private static final String PROCESSOR = "org.apache.camel.model.ProcessorDefinition";

    private final CustomResolver custom = new CustomResolver(new BeansDeserializer());
    private final ModelDeserializersResolver model = new ModelDeserializersResolver();
    private final Map<String, Optional<Shape>> shapes = new HashMap<>();

    /** What stands below a word, or in a class of Camel's model; nothing when Camel does not know it. */
    Optional<Shape> shape(String wordOrClass) {
        Optional<Shape> known = shapes.get(wordOrClass);
        if (known == null) {
            known = type(wordOrClass).map(this::shape);
            shapes.put(wordOrClass, known);
        }
        return known;
    }

    /** As {@link #shape}, when the word is a step of a route. */
    Optional<Shape> step(String word) {
        boolean step = deserializer(word).filter(CamelWords::isStep).isPresent();
        return step ? shape(word) : Optional.empty();
    }

    /** The words that list entries of this class repeat, such as {@code onException}. */
    Set<String> wrappingWords(String className) {
        return type(className).map(type -> Set.of(type.nodes())).orElse(Set.of());
    }

    /** Every step there is. Loads some hundred classes: for messages only. */
    Set<String> allSteps() {
        Set<String> steps = new TreeSet<>(Set.of("kamelet"));
        for (Class<?> candidate : ModelDeserializers.class.getDeclaredClasses()) {
            YamlType type = candidate.getAnnotation(YamlType.class);
            if (type != null && isStep(candidate)) {
                steps.addAll(Arrays.asList(type.nodes()));
            }
        }
        steps.removeIf(word -> step(word).isEmpty());
        return steps;
    }

    private static boolean isStep(Class<?> deserializer) {
        YamlType type = deserializer.getAnnotation(YamlType.class);
        return type != null
                && deserializer.getAnnotation(YamlIn.class) == null
                && type.types().length > 0
                && isProcessor(type.types()[0]);
    }

    /** By name: of Camel's model nothing is known here. */
    private static boolean isProcessor(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().equals(PROCESSOR)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Class<?>> deserializer(String wordOrClass) {
        ConstructNode found = custom.resolve(wordOrClass);
        if (found == null) {
            found = model.resolve(wordOrClass);
        }
        return Optional.ofNullable(found).map(ConstructNode::getClass);
    }

    private Optional<YamlType> type(String wordOrClass) {
        return deserializer(wordOrClass).map(deserializer -> deserializer.getAnnotation(YamlType.class));
    }

    private Shape shape(YamlType type) {
        Map<String, Property> words = new HashMap<>();
        Set<String> required = new HashSet<>();
        Optional<String> itemType = Optional.empty();
        boolean scalar = type.inline();
        for (YamlProperty property : type.properties()) {
            String declared = property.type();
            if (!property.name().equals(EXTENDS)) {
                words.put(property.name(), new Property(declared, property.wrapItem()));
                if (property.required()) {
                    required.add(property.name());
                }
            } else if (declared.startsWith("array:")) {
                itemType = Optional.of(after(declared));
            } else {
                Shape base = shape(after(declared)).orElseThrow();
                base.words().forEach(words::putIfAbsent);
                required.addAll(base.required());
            }
        }
        return new Shape(words, required, scalar, itemType);
    }

    private static String after(String declared) {
        return declared.substring(declared.indexOf(':') + 1);
    }
}
