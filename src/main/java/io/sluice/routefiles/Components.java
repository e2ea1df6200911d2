package io.sluice.routefiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * The Camel components on the class path, as Camel's catalog describes them. What the catalog does not know, such as
 * {@code zone:} and what users put into {@code lib/}, is described by the metadata in its own jar.
 */
final class Components {
    /** Sluice's own, in no list of Camel's. */
    private static final String ZONE = "zone";

    /** On the class path for Camel's management server; a route on it would listen where that listens. */
    static final String MANAGEMENT = "platform-http";

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private final ClassLoader loader = Components.class.getClassLoader();
    private final CamelCatalog catalog = new DefaultCamelCatalog();
    private final Map<String, Optional<EndpointOptions>> described = new HashMap<>();

    boolean exists(String scheme) {
        return isName(scheme) && service(scheme) != null;
    }

    /** What a component takes; nothing for one that nobody describes, which then is left to Camel. */
    Optional<EndpointOptions> options(String scheme) {
        Optional<EndpointOptions> known = described.get(scheme);
        if (known == null) {
            known = model(scheme).map(EndpointOptions::of);
            described.put(scheme, known);
        }
        return known;
    }

    /** The jar that would bring a component of Camel's own that is not on the class path. */
    Optional<String> jar(String scheme) {
        return isName(scheme)
                ? Optional.ofNullable(catalog.componentModel(scheme))
                        .map(model -> model.getArtifactId() + "-" + model.getVersion() + ".jar")
                : Optional.empty();
    }

    /** Every component on the class path that a route may name. Opens every jar: for messages only. */
    Set<String> all() {
        Set<String> schemes = new TreeSet<>(Set.of(ZONE));
        try {
            for (URL url : Collections.list(loader.getResources(SERVICES + "component.properties"))) {
                schemes.addAll(
                        Set.of(properties(url).getProperty("components", "").split(" ", -1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path cannot be read", e);
        }
        schemes.remove(MANAGEMENT);
        return schemes;
    }

    private static boolean isName(String scheme) {
        return scheme.matches("[A-Za-z0-9+.-]+");
    }

    private URL service(String scheme) {
        return loader.getResource(SERVICES + "component/" + scheme);
    }

    private Optional<ComponentModel> model(String scheme) {
        ComponentModel known = catalog.componentModel(scheme);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            String type = properties(service(scheme)).getProperty("class", "");
            String directory = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
            URL metadata = loader.getResource("META-INF/" + directory + scheme + ".json");
            if (metadata == null) {
                return Optional.empty();
            }
            try (InputStream in = metadata.openStream()) {
                catalog.addComponent(scheme, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path cannot be read", e);
        }
        return Optional.ofNullable(catalog.componentModel(scheme));
    }

    private static Properties properties(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
