/**
 * The check of the routes directory before Camel starts: whatever Camel would silently ignore, duplicate or misread there
 * stops the start, with file, line and the expected words, all problems at once.
 */
@NullMarked
package io.sluice.routefiles;

import org.jspecify.annotations.NullMarked;
