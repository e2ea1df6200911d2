package io.sluice.check;

/**
 * What a document may be at most. Each limit bounds memory or time that one file can take; what exceeds one is a data
 * fault with a finding of its own.
 *
 * @param documentSizeMibMax size of a document in MiB; {@code sluice.document.size_mib_max}, 64 by default: a parsed
 *     document takes up to twenty times its size in memory
 * @param depthMax objects and lists nested into each other; 512 by default: delivered data stays below 20, and a
 *     recursive schema needs about 1 KiB of stack for each level
 * @param stringLengthMax characters of one text; 16,777,216 by default: a text that fills a quarter of the largest file
 * @param numberLengthMax digits of one number written out in full, so that {@code 1e1000} has 1,001; 1,000 by default,
 *     as Jackson: no arithmetic on such a number can hang or exhaust memory
 * @param nameLengthMax characters of one name in an object; 10,000 by default: names are kept in tables that documents
 *     share
 * @param tokensMax values, names and brackets in a document; 16,000,000 by default: a document of 64 MiB that exceeds
 *     it has less than five bytes for each, and would take more than 1 GiB in memory
 */
public record Limits(
        int documentSizeMibMax,
        int depthMax,
        int stringLengthMax,
        int numberLengthMax,
        int nameLengthMax,
        long tokensMax) {
    private static final int MIB = 1024 * 1024;

    /** Refuses limits that no document could keep. */
    public Limits {
        if (documentSizeMibMax < 1
                || documentSizeMibMax > Integer.MAX_VALUE / MIB
                || depthMax < 1
                || stringLengthMax < 1
                || numberLengthMax < 1
                || nameLengthMax < 1
                || tokensMax < 1) {
            throw new IllegalArgumentException("every limit is at least 1, and a document below 2,048 MiB");
        }
    }

    /** The limits where nothing else is set. */
    public static Limits defaults() {
        return new Limits(64, 512, 16 * MIB, 1_000, 10_000, 16_000_000);
    }

    /** These limits with another size of the document. */
    public Limits withDocumentSizeMibMax(int mib) {
        return new Limits(mib, depthMax, stringLengthMax, numberLengthMax, nameLengthMax, tokensMax);
    }

    /** The size of a document at most, in bytes. */
    public long documentBytesMax() {
        return (long) documentSizeMibMax * MIB;
    }
}
