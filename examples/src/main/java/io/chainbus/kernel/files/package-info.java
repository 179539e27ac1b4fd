/** The files under {@code /proc}, {@code /sys} and {@code /dev} in which a kernel shows itself and can be told something. */
@NullMarked
package io.chainbus.kernel.files;

import org.jspecify.annotations.NullMarked;
