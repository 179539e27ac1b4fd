/** The checker that verifies promises P1 to P8 on a recorded history. */
@NullMarked
package io.chainbus.history.check;

import org.jspecify.annotations.NullMarked;
