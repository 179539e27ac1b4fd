/** One owner on several chains, as in Linux {@code kernel/debug/debug_core.c}. */
@NullMarked
package io.chainbus.examples.kdb;

import org.jspecify.annotations.NullMarked;
