/** Finding files in the raw zone: camel-file, with a scan that streams and a repository that is the ledger. */
@NullMarked
package io.sluice.pipeline.consume;

import org.jspecify.annotations.NullMarked;
