/**
 * What a chain keeps beyond the life of its coordinator: the events that are written, the state that they add up to, and
 * the protocol between a coordinator and whoever writes them.
 */
@NullMarked
package io.chainbus.cluster.journal;

import org.jspecify.annotations.NullMarked;
