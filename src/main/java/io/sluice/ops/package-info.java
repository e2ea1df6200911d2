/** What an operator asks of a running or resting Sluice: the run lock, free space, summaries. */
@NullMarked
package io.sluice.ops;

import org.jspecify.annotations.NullMarked;
