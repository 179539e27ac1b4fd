/**
 * A model of the kernel from which chainbus comes: a module loader that knows nothing of its consumers, with ftrace and
 * livepatch on its module chain.
 */
@NullMarked
package io.chainbus.kernel;

import org.jspecify.annotations.NullMarked;
