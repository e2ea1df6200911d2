package io.sluice.ledger;

import java.nio.file.Path;

/**
 * A directory that a zone or a source was found in, so that another one in its place is noticed.
 *
 * @param name as {@link #name} makes it
 * @param id what the marker in it says, or would say
 * @param location where it lay, in words that change when another file system or directory takes its place; empty where
 *     its marker tells
 */
public record KnownPlace(String name, String id, String location) {

    /**
     * The name of a place: another path in the settings is another place, and what an operator meant.
     *
     * @param of the zone, or {@code raw/<source>}
     * @param directory as the settings have it; what lies in the home moves with it
     */
    public static String name(String of, Path home, Path directory) {
        return of + " at " + (directory.startsWith(home) ? home.relativize(directory) : directory);
    }
}
