/** The only package that knows Camel: endpoints, steps, outcomes, and the wiring of them all. */
@NullMarked
package io.sluice.camel;

import org.jspecify.annotations.NullMarked;
