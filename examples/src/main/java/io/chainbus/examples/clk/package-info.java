/** A tree of clocks with a chain each, and a rate change that is refused, as in Linux {@code drivers/clk/clk.c}. */
@NullMarked
package io.chainbus.examples.clk;

import org.jspecify.annotations.NullMarked;
