package io.sluice.routefiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.spi.EndpointUriFactory;

/** The Camel components on the class path, found as Camel finds them but without a Camel context. */
final class Components {
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private final ClassLoader loader = Components.class.getClassLoader();
    private final Map<String, Optional<EndpointUriFactory>> factories = new HashMap<>();

    boolean exists(String scheme) {
        return scheme.matches("[A-Za-z0-9+.-]+") && loader.getResource(SERVICES + "component/" + scheme) != null;
    }

    /** What knows the options of a component; nothing for one that does not declare them. */
    Optional<EndpointUriFactory> options(String scheme) {
        Optional<EndpointUriFactory> known = factories.get(scheme);
        if (known == null) {
            known = factory(scheme);
            factories.put(scheme, known);
        }
        return known;
    }

    /** Every component there is. Opens every jar: for messages only. */
    Set<String> all() {
        Set<String> schemes = new TreeSet<>();
        try {
            for (URL url : Collections.list(loader.getResources(SERVICES + "component.properties"))) {
                schemes.addAll(Set.of(read(url).getProperty("components", "").split(" ", -1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path cannot be read", e);
        }
        return schemes;
    }

    private Optional<EndpointUriFactory> factory(String scheme) {
        URL service = loader.getResource(SERVICES + "urifactory/" + scheme + "-endpoint");
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(read(service).getProperty("class"), true, loader)
                    .asSubclass(EndpointUriFactory.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (IOException e) {
            throw new UncheckedIOException("The class path cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The component " + scheme + " declares options that do not load", e);
        }
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
