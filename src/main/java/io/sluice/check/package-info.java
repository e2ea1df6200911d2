/** Checks a document against a compiled schema, and places what was found in its text. */
@NullMarked
package io.sluice.check;

import org.jspecify.annotations.NullMarked;
