/** Measures one candidate once, in this JVM. */
@NullMarked
package io.chainbus.bench.trial;

import org.jspecify.annotations.NullMarked;
