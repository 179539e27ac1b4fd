/** Random runs for model tests, each replayable by its seed. */
@NullMarked
package io.chainbus.seeded;

import org.jspecify.annotations.NullMarked;
