/**
 * Recorded runs: the lines of a history, their writer and reader.
 *
 * <p>A history is JSON Lines in UTF-8: what happened on the chains of one node, in the order in which it happened. The
 * format is open to other programs, so it has its own types here, and depends on none of the engine's.
 *
 * <p>What a writer of lines keeps to, beyond the fields of each type ({@link io.chainbus.history.Entry}):
 *
 * <ul>
 *   <li>The lines of a node are written one at a time, {@code at} and {@code clock} taken as they are written: a line
 *       that stands before another happened before it, or beside it.
 *   <li>A visit is written when its verdict is there, by whoever has it, and before the next visit of its walk begins:
 *       a walk's visits come in the order of their steps, those of its undo after them, its end after those.
 *   <li>{@code step} counts a walk's visits from 0, and those of its undo from 0 again.
 *   <li>A subscriber is on the chain from its {@code registered} line to its {@code unregistered} line: the version of
 *       the membership changes with these lines and with no others. Both stand for the acknowledgement.
 *   <li>{@code skipped} is written when a walk, or its undo, passes a subscriber that is leaving, has left or has died.
 *       Between the acceptance of a leave and its acknowledgement it comes before the {@code unregistered} line.
 * </ul>
 */
@NullMarked
package io.chainbus.history;

import org.jspecify.annotations.NullMarked;
