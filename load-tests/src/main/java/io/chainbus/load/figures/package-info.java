/** What came of a load: latencies, throughput, counts, and whether the counts agree. */
@NullMarked
package io.chainbus.load.figures;

import org.jspecify.annotations.NullMarked;
