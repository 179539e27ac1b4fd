/** What the run's own handlers and publishers saw, and its comparison with the recorded history. */
@NullMarked
package io.chainbus.torture.account;

import org.jspecify.annotations.NullMarked;
