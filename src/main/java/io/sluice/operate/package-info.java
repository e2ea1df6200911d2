/** What commands do: runs and status. No printing. */
@NullMarked
package io.sluice.operate;

import org.jspecify.annotations.NullMarked;
