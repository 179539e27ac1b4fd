/** A best-effort listener of the reboot chain, as in Linux {@code drivers/acpi/sleep.c}. */
@NullMarked
package io.chainbus.examples.acpi;

import org.jspecify.annotations.NullMarked;
