/** How stages read on from what others have published: in order, from a cursor in the ledger. Knows no Camel. */
@NullMarked
package io.sluice.stage;

import org.jspecify.annotations.NullMarked;
