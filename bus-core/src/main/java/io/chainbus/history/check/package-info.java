/**
 * The checker that verifies promises P1 to P8 on a recorded history.
 *
 * <p>It is the oracle that tests, the torture run and {@code ./chainbus check} share, and so it believes nobody: it
 * shares no code with the engine, works out each order and each holder for itself in the simplest way, and goes by
 * what subscribers' own actors recorded. {@link io.chainbus.history.check.HistoryChecker} says what it verifies.
 */
@NullMarked
package io.chainbus.history.check;

import org.jspecify.annotations.NullMarked;
