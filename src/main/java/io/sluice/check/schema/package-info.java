/** Finds schemas, follows their references and compiles them. */
@NullMarked
package io.sluice.check.schema;

import org.jspecify.annotations.NullMarked;
