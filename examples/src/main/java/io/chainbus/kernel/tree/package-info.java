/** What modules a kernel has and what they depend on: trees read from files, and the real ones that come along. */
@NullMarked
package io.chainbus.kernel.tree;

import org.jspecify.annotations.NullMarked;
