package io.sluice.pipeline.step;

import io.sluice.deadletter.DeadLetters;
import io.sluice.publish.Publisher;

/**
 * What writes on behalf of a run; a watching process gets new ones when its day ends.
 *
 * @param run the run's id
 */
public record Writers(String run, Publisher publisher, DeadLetters deadLetters) {}
