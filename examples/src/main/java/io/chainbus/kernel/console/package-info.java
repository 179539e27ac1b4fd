/** The kernel console: a script's commands, and what the tools and the log print for them. */
@NullMarked
package io.chainbus.kernel.console;

import org.jspecify.annotations.NullMarked;
