/** The commands, one picocli class each, and the exit codes in one place. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
