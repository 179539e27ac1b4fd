/** Modules and livepatches as a user defines them in a file in HOCON; {@code docs/kernel.md} says how. */
@NullMarked
package io.chainbus.kernel.definition.file;

import org.jspecify.annotations.NullMarked;
