/** Places of files: drafts, atomic and durable publication, backups of what is replaced, dead letters. */
@NullMarked
package io.sluice.zone;

import org.jspecify.annotations.NullMarked;
