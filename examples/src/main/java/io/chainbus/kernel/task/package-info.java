/**
 * Tasks that are inside functions, and the time that passes for them: virtual, so that nothing waits. Which code a call
 * runs is decided where the function is entered, by whoever has put a hook there; tasks do not know who that is.
 */
@NullMarked
package io.chainbus.kernel.task;

import org.jspecify.annotations.NullMarked;
