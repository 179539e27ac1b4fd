/** One JVM for each candidate, so that none runs in code that was compiled for another. */
@NullMarked
package io.chainbus.bench.fork;

import org.jspecify.annotations.NullMarked;
