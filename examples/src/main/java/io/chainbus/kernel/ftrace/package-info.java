/**
 * Function tracing: a record for each call site of a module, and the hooks on them. It knows the module chain's phases
 * and nothing of who puts hooks there.
 */
@NullMarked
package io.chainbus.kernel.ftrace;

import org.jspecify.annotations.NullMarked;
