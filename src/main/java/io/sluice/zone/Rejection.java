package io.sluice.zone;

import io.sluice.check.finding.Finding;
import java.nio.file.Path;

/**
 * A file that a run rejected, as far as a person wants to read of it at once.
 *
 * @param file relative to the source's directory
 * @param first the first error, in the order of the document
 * @param errorCount the true number of errors
 * @param reasonFile where all of them are
 */
public record Rejection(String source, String file, Finding first, long errorCount, Path reasonFile) {}
