package io.sluice.routefiles;

import java.util.Set;

/** Which schemas a source may name. */
@FunctionalInterface
public interface SchemaNames {
    /** The names of all schemas there are, as route files write them. */
    Set<String> all();
}
