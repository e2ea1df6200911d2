package io.sluice.camel;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ToDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The step in which an exchange met its exception.
 *
 * @param step as its route's author knows it: by its id, or by what it is
 * @param own whether it is one of Sluice's own, which fails for a defect only
 * @param why what it met
 */
record FailedStep(String step, boolean own, Exception why) {
    private static final String PROPERTY = "SluiceFailedStep";

    /** Leaves it with the exchange, unless the same exception comes from a step inside. */
    static void note(Exchange exchange, NamedNode definition) {
        Exception why = exchange.getException();
        FailedStep noted = exchange.getProperty(PROPERTY, FailedStep.class);
        if (noted == null || noted.why() != why) {
            exchange.setProperty(PROPERTY, new FailedStep(shown(definition), isOwn(definition), why));
        }
    }

    /** Null when no step has failed. */
    static @Nullable FailedStep of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, FailedStep.class);
    }

    /** A step as its route's author knows it. */
    static String shown(NamedNode definition) {
        boolean named = definition instanceof ProcessorDefinition<?> step && step.hasCustomIdAssigned();
        String label = definition.getLabel();
        String what = label == null || label.contains("@0x") ? definition.getShortName() : withoutOptions(label);
        return named ? "\"" + definition.getId() + "\" (" + what + ")" : what;
    }

    private static String withoutOptions(String label) {
        int question = label.indexOf('?');
        return question < 0 ? label.replaceFirst("\\[]$", "") : label.substring(0, question) + "]";
    }

    private static boolean isOwn(NamedNode definition) {
        String uri = definition instanceof ToDefinition to ? String.valueOf(to.getEndpointUri()) : "";
        return uri.startsWith("zone:") || uri.startsWith("json-validator:");
    }
}
