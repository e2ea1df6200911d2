package io.sluice.config;

import java.nio.file.Path;

/**
 * A zone that a user has made: {@code sluice.zone.<name>.directory} and {@code sluice.zone.<name>.content}.
 *
 * @param directory absolute
 * @param content what may be published in it
 */
public record UserZone(String name, Path directory, Content content) {
    /** What a zone keeps. */
    public enum Content {
        /** Files as they were read. */
        IDENTICAL,
        /** What a stage has made of them. */
        DERIVED
    }
}
