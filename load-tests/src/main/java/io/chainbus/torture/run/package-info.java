/** Carries a plan out on real chains and checks what came of it. */
@NullMarked
package io.chainbus.torture.run;

import org.jspecify.annotations.NullMarked;
