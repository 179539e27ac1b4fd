/** Who waits for whom from inside a handler, and whether that could ever end (promise P12). */
@NullMarked
package io.chainbus.waiting;

import org.jspecify.annotations.NullMarked;
