/**
 * Notifier error injection (lib/notifier-error-inject.c): makes a subscriber of the module chain fail, to see what becomes
 * of everybody else.
 */
@NullMarked
package io.chainbus.kernel.injection;

import org.jspecify.annotations.NullMarked;
