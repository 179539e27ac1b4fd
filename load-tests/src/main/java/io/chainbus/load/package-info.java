/** Drives load over chains and measures it. */
@NullMarked
package io.chainbus.load;

import org.jspecify.annotations.NullMarked;
