/**
 * Several nodes on one machine, each a JVM of its own, under the control of the process that started them: for the first
 * try, and for proofs that take more than one process. A node is told what to do over its standard input, and answers on
 * its standard output, a line of JSON each; it ends when its input does, so that it never outlives who started it.
 */
@NullMarked
package io.chainbus.node.fleet;

import org.jspecify.annotations.NullMarked;
