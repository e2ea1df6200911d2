/** Atomic and durable publication, and the backups of what a publication replaces. */
@NullMarked
package io.sluice.publish;

import org.jspecify.annotations.NullMarked;
