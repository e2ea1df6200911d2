/** The only package that knows Camel: what the routes name, and the runner. */
@NullMarked
package io.sluice.pipeline;

import org.jspecify.annotations.NullMarked;
