/** How what happens is logged. */
@NullMarked
package io.sluice.event.log;

import org.jspecify.annotations.NullMarked;
