/** What happens: outcomes, counts, faults, summaries. */
@NullMarked
package io.sluice.event;

import org.jspecify.annotations.NullMarked;
