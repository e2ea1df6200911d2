/** Where directories really lie. */
@NullMarked
package io.sluice.place;

import org.jspecify.annotations.NullMarked;
