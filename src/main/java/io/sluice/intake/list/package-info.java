/** Lists directories, with as few system calls as the kernel allows. */
@NullMarked
package io.sluice.intake.list;

import org.jspecify.annotations.NullMarked;
