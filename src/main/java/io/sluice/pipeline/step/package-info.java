/** The steps that the routes name, one class each, and the exceptions that they map. */
@NullMarked
package io.sluice.pipeline.step;

import org.jspecify.annotations.NullMarked;
