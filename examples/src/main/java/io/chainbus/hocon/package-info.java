/** Files in HOCON that users write: read by what each field should be, and refused with all that is wrong at once. */
@NullMarked
package io.chainbus.hocon;

import org.jspecify.annotations.NullMarked;
