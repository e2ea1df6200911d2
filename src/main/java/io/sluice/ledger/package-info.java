/** The durable memory of what was processed, how, when, with which checksum and schema. */
@NullMarked
package io.sluice.ledger;

import org.jspecify.annotations.NullMarked;
