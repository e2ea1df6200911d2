package io.sluice.intake;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Schema;
import java.nio.file.Path;

/**
 * One supplier's directory under the raw zone, as its route file declares it.
 *
 * @param name the directory's name, which is also the route's id
 * @param directory absolute
 * @param checker of documents against the schema
 */
public record Source(String name, Path directory, Schema schema, DocumentChecker checker) {}
