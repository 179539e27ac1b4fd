/** Carries a load out on a chain and measures it, at no more cost than it has to. */
@NullMarked
package io.chainbus.load.drive;

import org.jspecify.annotations.NullMarked;
