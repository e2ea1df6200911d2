/** The ledger in one SQLite file. */
@NullMarked
package io.sluice.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
