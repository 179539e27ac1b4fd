/** The outcome of a walk. */
@NullMarked
package io.chainbus.receipt;

import org.jspecify.annotations.NullMarked;
