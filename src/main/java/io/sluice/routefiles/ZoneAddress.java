package io.sluice.routefiles;

import java.util.Optional;

/** Which zone a {@code zone:} endpoint names, and which source in it. */
record ZoneAddress(String zone, Optional<String> source) {
    static final String SCHEME = "zone";
    /** Nothing for an endpoint of another component. */
    static Optional<ZoneAddress> of(Endpoint endpoint) {
        if (!endpoint.is(SCHEME)) {
            return Optional.empty();
        }
        String[] path = endpoint.path().split("/", 2);
        String zone = path[0].isEmpty() ? endpoint.option("name").orElse("") : path[0];
        return Optional.of(new ZoneAddress(zone, path.length == 2 ? Optional.of(path[1]) : endpoint.option("source")));
    }

    boolean isRaw() {
        return zone.equals(ZoneNames.RAW);
    }

    boolean isComputed() {
        return WordCheck.isComputed(zone);
    }

    @Override
    public String toString() {
        return "zone:" + zone;
    }
}
