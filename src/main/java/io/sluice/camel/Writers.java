package io.sluice.camel;

import io.sluice.zone.DeadLetters;
import io.sluice.zone.Publisher;

/**
 * What writes on behalf of a run; a watching process gets new ones when its day ends.
 *
 * @param run the run's id
 */
public record Writers(String run, Publisher publisher, DeadLetters deadLetters) {}
