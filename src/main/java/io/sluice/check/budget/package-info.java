/** How much work one document may cause. */
@NullMarked
package io.sluice.check.budget;

import org.jspecify.annotations.NullMarked;
