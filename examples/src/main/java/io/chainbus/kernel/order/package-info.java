/** Three ways of telling a module's consumers of its states: today's kernel's, a plain notifier chain's, and chainbus's. */
@NullMarked
package io.chainbus.kernel.order;

import org.jspecify.annotations.NullMarked;
