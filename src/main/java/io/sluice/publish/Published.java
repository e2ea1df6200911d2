package io.sluice.publish;

import java.nio.file.Path;

/**
 * A publication that is durable.
 *
 * @param sha256 lower-case hex of the published bytes
 */
public record Published(Path target, String sha256, Replaced replaced) {}
