/**
 * What a load is: how much of it when, which events, what handlers do. All of it is worked out without a clock: time is an
 * argument, chance a seed.
 */
@NullMarked
package io.chainbus.load.plan;

import org.jspecify.annotations.NullMarked;
