/** The dead-letter store: what failed, next to its reasons. */
@NullMarked
package io.sluice.deadletter;

import org.jspecify.annotations.NullMarked;
