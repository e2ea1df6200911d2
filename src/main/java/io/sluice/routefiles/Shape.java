package io.sluice.routefiles;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand below one word of Camel's YAML.
 *
 * @param words what it takes, by word
 * @param required which of them must be given
 * @param scalar whether a text may stand there instead, such as in {@code to: direct:x}
 * @param itemType when a list stands there: what its entries are
 */
record Shape(Map<String, Property> words, Set<String> required, boolean scalar, Optional<String> itemType) {
    /**
     * @param type as Camel declares it: {@code string}, {@code boolean}, {@code number}, {@code enum:A,B}, {@code object},
     *     {@code object:<class>}, {@code array:<class>}, {@code array:string}
     * @param wrapped whether each list entry repeats the word
     */
    record Property(String type, boolean wrapped) {}

    /** Whether this names an endpoint: {@code uri} and its {@code parameters}. */
    boolean endpoint() {
        return words.containsKey("uri");
    }
}
