package io.sluice.operate;

import io.sluice.config.Settings;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Where an operation is carried out.
 *
 * @param standing the directory that the person stands in, absolute: what they type is relative to it
 */
public record OperationContext(Settings settings, Path standing, Clock clock) {}
