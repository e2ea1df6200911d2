package io.sluice.zone;

import java.nio.file.Path;

/**
 * What a publication puts at its target.
 *
 * @param sizeBytes of the published bytes
 * @param sha256 lower-case hex of the published bytes
 */
public record Published(Path target, long sizeBytes, String sha256, Replaced replaced) {}
