/** Judges a document by yes or no, mostly while it is read, where a schema is plain. */
@NullMarked
package io.sluice.check.quick;

import org.jspecify.annotations.NullMarked;
