/** The ways to deliver events that are compared, each with the same face. */
@NullMarked
package io.chainbus.bench.candidate;

import org.jspecify.annotations.NullMarked;
