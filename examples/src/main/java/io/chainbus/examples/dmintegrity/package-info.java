/** A subscriber that comes and goes at run time, as in Linux {@code drivers/md/dm-integrity.c}. */
@NullMarked
package io.chainbus.examples.dmintegrity;

import org.jspecify.annotations.NullMarked;
