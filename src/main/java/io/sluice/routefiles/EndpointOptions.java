package io.sluice.routefiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * What the endpoints of one component take.
 *
 * @param labels of every option, by its name
 * @param prefixes what names begin with of which there may be any number
 * @param lenient whether further options are passed on to somebody else
 */
record EndpointOptions(
        Map<String, Set<String>> labels,
        Set<String> prefixes,
        boolean lenient,
        boolean producerOnly,
        boolean consumerOnly) {
    /** Which side of a route an endpoint stands on. */
    enum Side {
        CONSUMER("consumer", "from:"),
        PRODUCER("producer", "to:");

        private final String label;
        private final String word;

        Side(String label, String word) {
            this.label = label;
            this.word = word;
        }

        String word() {
            return word;
        }

        Side other() {
            return this == CONSUMER ? PRODUCER : CONSUMER;
        }

        /** Nothing for words such as {@code interceptFrom}, which only match endpoints. */
        static Optional<Side> of(String word) {
            return switch (word) {
                case "from", "poll" -> Optional.of(CONSUMER);
                case "to", "toD", "wireTap" -> Optional.of(PRODUCER);
                default -> Optional.empty();
            };
        }
    }

    /** Labelled as a consumer's, and heeded by every step that sends. */
    private static final String PATTERN = "exchangePattern";

    static EndpointOptions of(ComponentModel component) {
        Map<String, Set<String>> labels = new TreeMap<>();
        Set<String> prefixes = new TreeSet<>();
        for (ComponentModel.EndpointOptionModel option : component.getEndpointOptions()) {
            String label = option.getLabel() == null ? "" : option.getLabel();
            Set<String> own = Set.copyOf(List.of(label.split(",", -1)));
            labels.put(option.getName(), own);
            if (option.isMultiValue() && option.getPrefix() != null) {
                prefixes.add(option.getPrefix());
            }
            if (option.getOptionalPrefix() != null) {
                prefixes.add(option.getOptionalPrefix() + option.getName());
            }
        }
        return new EndpointOptions(
                labels,
                prefixes,
                component.isLenientProperties(),
                component.isProducerOnly(),
                component.isConsumerOnly());
    }

    Set<String> names() {
        return labels.keySet();
    }

    boolean knows(String option) {
        return lenient || labels.containsKey(option) || prefixes.stream().anyMatch(option::startsWith);
    }

    boolean serves(Side side) {
        return side == Side.CONSUMER ? !producerOnly : !consumerOnly;
    }

    /** Whether the option is one of the other side alone: nobody would heed it here. */
    boolean isIgnoredBy(Side side, String option) {
        Set<String> own = labels.getOrDefault(option, Set.of());
        return !option.equals(PATTERN) && own.contains(side.other().label) && !own.contains(side.label);
    }

    /** The options that are heeded on a side. */
    Stream<String> namesOn(Side side) {
        return names().stream().filter(name -> !isIgnoredBy(side, name));
    }
}
