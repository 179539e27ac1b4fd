/** How registration, memory and dispatch grow with subscribers, keys and chains. */
@NullMarked
package io.chainbus.bench.scale;

import org.jspecify.annotations.NullMarked;
