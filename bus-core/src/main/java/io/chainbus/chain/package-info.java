/** Who is on a chain, and in which order: positions, constraints and routes. */
@NullMarked
package io.chainbus.chain;

import org.jspecify.annotations.NullMarked;
