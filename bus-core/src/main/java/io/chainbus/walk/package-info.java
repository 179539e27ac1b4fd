/** Walks as pure state machines, the trains that carry them, and the receipts that they end in. */
@NullMarked
package io.chainbus.walk;

import org.jspecify.annotations.NullMarked;
