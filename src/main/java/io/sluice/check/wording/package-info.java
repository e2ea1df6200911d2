/** Puts what is wrong with a document into words that its supplier understands. */
@NullMarked
package io.sluice.check.wording;

import org.jspecify.annotations.NullMarked;
