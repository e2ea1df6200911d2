package io.sluice.check.finding;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a file or a record fails or deserves a scan, in words that the supplier of the file understands.
 *
 * @param keyword the schema's keyword, such as {@code required}; null when the schema was not reached
 * @param pointer JSON pointer to the place in the document; empty for the whole document
 * @param line counted from 1; null where there is none
 * @param column counted from 1, in characters; null where there is none
 * @param record counted from 1; null where the place lies in no record
 * @param message a sentence; never more than a short, escaped piece of the data
 * @param expected what would have held; null where nothing can be named
 * @param found what was there, short and escaped; null where there was nothing
 */
public record Finding(
        Severity severity,
        FindingCode code,
        @Nullable String keyword,
        String pointer,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable Integer record,
        String message,
        @Nullable String expected,
        @Nullable String found) {}
