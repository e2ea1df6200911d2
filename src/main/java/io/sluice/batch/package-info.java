/** Work that is done for many at once: what arrives while one batch is under way makes up the next. */
@NullMarked
package io.sluice.batch;

import org.jspecify.annotations.NullMarked;
