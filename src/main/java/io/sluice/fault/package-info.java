/** Environment faults: the world is wrong, the file is not. */
@NullMarked
package io.sluice.fault;

import org.jspecify.annotations.NullMarked;
