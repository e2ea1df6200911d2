/** Schemas, checkers per format, and the findings that they report. */
@NullMarked
package io.sluice.check;

import org.jspecify.annotations.NullMarked;
