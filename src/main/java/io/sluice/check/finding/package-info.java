/** What a check tells of a document: its findings, each of a kind that a supplier can look up. */
@NullMarked
package io.sluice.check.finding;

import org.jspecify.annotations.NullMarked;
