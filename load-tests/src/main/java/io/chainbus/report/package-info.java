/** Reports to look at: one HTML file with plots, for the load generator and the benchmarks. */
@NullMarked
package io.chainbus.report;

import org.jspecify.annotations.NullMarked;
