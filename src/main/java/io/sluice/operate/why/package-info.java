/** Why a file is where it is, or is not: one answer from the disk, the routes, the open faults and the ledger. */
@NullMarked
package io.sluice.operate.why;

import org.jspecify.annotations.NullMarked;
