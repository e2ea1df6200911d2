package io.sluice.ledger;

import java.time.Instant;

/**
 * A version that was published in a zone, for a stage that reads the zone.
 *
 * @param event its number grows in the order of commits
 * @param again whether an operator has asked for it again
 * @param file as the stage knows it that published it
 * @param version of the file, unique in the ledger
 * @param number of the version of this path
 * @param publishedPath relative to the zone
 * @param sha256 of the published bytes, lower-case hex
 * @param schema the name of the schema that it holds against
 * @param run that published it
 * @param superseded whether other bytes were published under the path since
 */
public record News(
        long event,
        boolean again,
        FileId file,
        long version,
        int number,
        String publishedPath,
        String sha256,
        String schema,
        String run,
        Instant publishedAt,
        boolean superseded) {}
