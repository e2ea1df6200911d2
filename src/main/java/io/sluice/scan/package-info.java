/** Directories as the kernel lists them, and a compact memory of the files in them that are known. */
@NullMarked
package io.sluice.scan;

import org.jspecify.annotations.NullMarked;
