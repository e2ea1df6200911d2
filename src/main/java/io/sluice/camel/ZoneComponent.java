package io.sluice.camel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes zones: {@code from: zone:raw/sff}, {@code to: zone:validated}.
 *
 * <p>No option of it could move, delete, rename or lock a raw file. What is published is what the
 * check of the route has found to hold, never the message body; publication and decision belong to one producer.
 */
@Component("zone")
public final class ZoneComponent extends DefaultComponent {
    /** What every endpoint of Camel takes and these would not heed. */
    private static final Set<String> REFUSED = Set.of("bridgeErrorHandler", "exceptionHandler");

    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private @Nullable Zones zones;

    /** Endpoints can be looked at and not be used: what they work with is missing. */
    public ZoneComponent() {}

    ZoneComponent(Zones zones) {
        this.zones = zones;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        ZoneEndpoint endpoint = new ZoneEndpoint(uri, this, slash < 0 ? remaining : remaining.substring(0, slash));
        if (slash >= 0) {
            endpoint.setSource(remaining.substring(slash + 1));
        }
        return endpoint;
    }

    /**
     * Values mean what they are written as: a regular expression may hold a plus or a percent sign. Where an optional
     * placeholder (<code>{{?name}}</code>) was left unresolved, Camel has encoded the others, and a blank like a plus.
     */
    @Override
    public boolean useRawUri() {
        return true;
    }

    @Override
    protected void validateURI(String uri, String path, Map<String, Object> parameters) {
        super.validateURI(uri, path, parameters);
        for (String option : REFUSED) {
            if (parameters.containsKey(option)) {
                throw new IllegalArgumentException(
                        "zone: has no option " + option + ": what a scan meets is said by Sluice"
                                + " itself, what a step meets goes where the route configuration says");
            }
        }
    }

    /** @throws IllegalArgumentException when another route reads the source's raw files: each would miss what the other takes */
    void reads(String source) {
        if (!read.add(source)) {
            throw new IllegalArgumentException("two routes read from zone:raw/" + source + "; a source has one");
        }
    }

    Zones zones() {
        if (zones == null) {
            throw new IllegalStateException("this zone: component was not made by Sluice, and has no zones");
        }
        return zones;
    }
}
