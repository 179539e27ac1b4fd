/** {@code chainbus load}: drives load over a chain and measures it. */
@NullMarked
package io.chainbus.load;

import org.jspecify.annotations.NullMarked;
