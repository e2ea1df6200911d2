/** Texts and paths as people read them. */
@NullMarked
package io.sluice.text;

import org.jspecify.annotations.NullMarked;
