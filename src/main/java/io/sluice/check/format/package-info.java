/** Formats of texts, with a short way for the usual spelling. */
@NullMarked
package io.sluice.check.format;

import org.jspecify.annotations.NullMarked;
