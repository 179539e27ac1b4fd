/** {@code ./chainbus torture}: a seeded chaos run that proves the promises or the line that breaks one. */
@NullMarked
package io.chainbus.torture;

import org.jspecify.annotations.NullMarked;
