/** The command line: {@code chainbus COMMAND}. */
@NullMarked
package io.chainbus.cli;

import org.jspecify.annotations.NullMarked;
