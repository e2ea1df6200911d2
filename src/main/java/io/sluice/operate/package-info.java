/** What commands do, each an operation. No printing. */
@NullMarked
package io.sluice.operate;

import org.jspecify.annotations.NullMarked;
