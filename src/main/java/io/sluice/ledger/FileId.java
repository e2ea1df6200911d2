package io.sluice.ledger;

import io.sluice.event.FileRef;

/**
 * A file as a stage of the ledger knows it.
 *
 * @param stage the stage that decides on it
 * @param source the source's name
 * @param path the path relative to the source's directory, separated by {@code /}, never absolute
 */
public record FileId(String stage, String source, String path) {
    /** The stage that reads the raw zone. */
    public static final String VALIDATE = FileRef.VALIDATE;

    /** A raw file, on which the stage {@code validate} decides. */
    public FileId(String source, String path) {
        this(VALIDATE, source, path);
    }

    /** The same file as another stage knows it. */
    public FileId at(String otherStage) {
        return new FileId(otherStage, source, path);
    }

    /** As people see it, whatever the stage. */
    @Override
    public String toString() {
        return source + "/" + path;
    }
}
