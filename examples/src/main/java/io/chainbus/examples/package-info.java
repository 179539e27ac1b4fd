/** Embedding examples: what small applications do with a chain. Each is a package of its own below this one. */
@NullMarked
package io.chainbus.examples;

import org.jspecify.annotations.NullMarked;
