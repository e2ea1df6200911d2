package io.sluice.batch;

import java.time.Duration;

/**
 * What closes a batch. It closes as soon as one of them is reached.
 *
 * @param itemsMax how many items
 * @param weightMax the sum of their weights; the item that reaches it is still part of the batch
 * @param ageMax how long the first item waits for others; zero takes what is there
 */
public record Limits(int itemsMax, long weightMax, Duration ageMax) {}
