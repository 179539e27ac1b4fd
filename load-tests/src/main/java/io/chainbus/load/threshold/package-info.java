/** What must not be exceeded, nor fallen short of, for a run to succeed: {@code --fail-if 'p99>5ms'}. */
@NullMarked
package io.chainbus.load.threshold;

import org.jspecify.annotations.NullMarked;
