/** Listeners of frequency changes, and a change that fails, as in Linux {@code drivers/cpufreq/cpufreq.c}. */
@NullMarked
package io.chainbus.examples.cpufreq;

import org.jspecify.annotations.NullMarked;
