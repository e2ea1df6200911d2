package io.sluice.camel;

import io.sluice.intake.OpenSource;
import io.sluice.intake.RawAttributes;
import java.nio.file.Path;

/**
 * A raw file that a scan has found to be taken.
 *
 * @param open the source's directory as the scan opened it; held until the file has ended
 * @param path absolute
 * @param relative to the source's directory
 * @param attributes under which it was found stable
 * @param decided whether the ledger may hold a decision on it
 */
record FoundFile(OpenSource open, Path path, String relative, RawAttributes attributes, boolean decided) {}
