/** Recorded runs: the lines of a history, their writer and reader. */
@NullMarked
package io.chainbus.history;

import org.jspecify.annotations.NullMarked;
