/** The kernel's reboot chain, which several of the examples are subscribers of. */
@NullMarked
package io.chainbus.examples.reboot;

import org.jspecify.annotations.NullMarked;
