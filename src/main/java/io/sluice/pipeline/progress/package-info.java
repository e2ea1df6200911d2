/** What the sources are doing now: looks, outcomes, faults. */
@NullMarked
package io.sluice.pipeline.progress;

import org.jspecify.annotations.NullMarked;
