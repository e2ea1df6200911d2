/** Settings as records; all problems reported at once, each with its key. */
@NullMarked
package io.sluice.config;

import org.jspecify.annotations.NullMarked;
