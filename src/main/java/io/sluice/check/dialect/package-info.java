/** The dialects of JSON Schema, with the keywords whose errors are counted, merged, or made exact. */
@NullMarked
package io.sluice.check.dialect;

import org.jspecify.annotations.NullMarked;
