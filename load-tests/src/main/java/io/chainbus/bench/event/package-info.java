/** What is published in a benchmark, what a subscriber does with it, and whether all of it arrived. */
@NullMarked
package io.chainbus.bench.event;

import org.jspecify.annotations.NullMarked;
