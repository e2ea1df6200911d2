package io.sluice.ledger;

/**
 * A file as the ledger knows it.
 *
 * @param source the source's name
 * @param path the path relative to the source's directory, separated by {@code /}, never absolute
 */
public record FileId(String source, String path) {
    @Override
    public String toString() {
        return source + "/" + path;
    }
}
