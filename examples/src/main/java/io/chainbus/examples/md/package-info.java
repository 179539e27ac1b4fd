/** Storage that is quiet before any device is shut down, as in Linux {@code drivers/md/md.c}. */
@NullMarked
package io.chainbus.examples.md;

import org.jspecify.annotations.NullMarked;
