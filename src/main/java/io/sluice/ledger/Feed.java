package io.sluice.ledger;

/**
 * What a stage reads: the news of the zone that another stage publishes to.
 *
 * @param stage the stage that reads
 * @param publisher the stage that publishes to the zone
 */
public record Feed(String stage, String publisher) {}
