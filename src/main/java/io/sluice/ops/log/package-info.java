/** What Sluice logs, where to, and in which form; set up once, before anything else runs. */
@NullMarked
package io.sluice.ops.log;

import org.jspecify.annotations.NullMarked;
