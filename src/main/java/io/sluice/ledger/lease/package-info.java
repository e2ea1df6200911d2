/** Who may write: one run at a time over the same data. */
@NullMarked
package io.sluice.ledger.lease;

import org.jspecify.annotations.NullMarked;
