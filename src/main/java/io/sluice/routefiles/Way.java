package io.sluice.routefiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * One route: of a template, or of a file directly in {@code routes/}.
 *
 * @param body what stands below {@code route}, where there is such a word
 * @param from what stands below {@code from}
 */
record Way(Item item, Node body, Node from) {
    static final String VALIDATOR = "json-validator";

    /** What a file must be checked with to be published: the receipt is made of all three. */
    static final List<String> CHECKING = List.of("uriSchemaLoader", "objectMapper", "errorHandler");

    private static final List<String> CHECKING_BEANS = List.of("schemas", "strictMapper", "findings");
    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap");
    private static final Set<String> LEADING_WORDS =
            Set.of("toD", "kamelet", "enrich", "recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> LEADING_SCHEMES = Set.of("direct", "kamelet", "seda");

    /** Nothing for what is no route. */
    static Optional<Way> of(Item item) {
        return switch (item.word()) {
            case "from" -> Optional.of(new Way(item, item.value(), item.value()));
            case "route", "routeTemplate" -> {
                Node body = item.at("route").orElse(item.value());
                yield Nodes.at(body, "from").map(from -> new Way(item, body, from));
            }
            default -> Optional.empty();
        };
    }

    RouteFile file() {
        return item.file();
    }

    /** What the route reads from. */
    Optional<Endpoint> source() {
        return Endpoint.of(from);
    }

    /** Which zone the route reads; nothing for other routes. */
    Optional<ZoneAddress> zone() {
        return source().flatMap(ZoneAddress::of);
    }

    Optional<Node> steps() {
        return Nodes.at(from, "steps");
    }

    /** The {@code json-validator} that vouches for files, else the first there is. */
    Optional<Endpoint> validator() {
        List<Endpoint> validators = new ArrayList<>();
        steps().ifPresent(steps -> eachStep(steps, (word, value) -> sent(word, value)
                .filter(endpoint -> endpoint.is(VALIDATOR))
                .ifPresent(validators::add)));
        return validators.stream()
                .filter(endpoint -> lacking(endpoint).isEmpty())
                .findFirst()
                .or(() -> validators.stream().findFirst());
    }

    /** Which of {@link #CHECKING} an endpoint does not have as they must be, each as it should be written. */
    static List<String> lacking(Endpoint validator) {
        List<String> lacking = new ArrayList<>();
        for (int option = 0; option < CHECKING.size(); option++) {
            String bean = CHECKING_BEANS.get(option);
            String given = validator.option(CHECKING.get(option)).orElse("");
            if (!given.replaceFirst("^#(bean:)?", "#").equals("#" + bean)) {
                lacking.add(CHECKING.get(option) + ": \"#bean:" + bean + '"');
            }
        }
        return lacking;
    }

    /** Whether a step hands the file to another route, which may do anything with it. */
    static boolean leadsOn(String word, Node value) {
        return LEADING_WORDS.contains(word)
                || sent(word, value)
                        .filter(endpoint -> LEADING_SCHEMES.contains(endpoint.scheme()))
                        .isPresent();
    }

    /** How an endpoint at which routes are called is named at both of its ends. */
    static String called(Endpoint endpoint) {
        return endpoint.scheme() + ":"
                + (endpoint.path().isEmpty() ? endpoint.option("name").orElse("") : endpoint.path());
    }

    /** The endpoint that a step sends to. */
    static Optional<Endpoint> sent(String word, Node value) {
        return SENDING.contains(word) ? Endpoint.of(value) : Optional.empty();
    }

    /** Every step below a node, however deep, in the order in which they are written. */
    static void eachStep(Node node, BiConsumer<String, Node> visitor) {
        for (Node entry : Nodes.items(node)) {
            for (NodeTuple step : Nodes.entries(entry)) {
                visitor.accept(Nodes.text(step.getKeyNode()).orElse(""), step.getValueNode());
            }
        }
        Nodes.items(node).forEach(entry -> eachStep(entry, visitor));
        Nodes.entries(node).forEach(entry -> eachStep(entry.getValueNode(), visitor));
    }
}
