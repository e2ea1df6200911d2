/** What is new in a directory: the walk, what is known of it in memory, and when a file is taken. Knows no Camel. */
@NullMarked
package io.sluice.intake;

import org.jspecify.annotations.NullMarked;
