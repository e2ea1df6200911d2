/** Regular expressions as ECMA-262 defines them, matched in steps that are counted. */
@NullMarked
package io.sluice.check.pattern;

import org.jspecify.annotations.NullMarked;
