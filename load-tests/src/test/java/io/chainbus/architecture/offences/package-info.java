/** Classes that each break one rule of the architecture, for its rules to find. */
@NullMarked
package io.chainbus.architecture.offences;

import org.jspecify.annotations.NullMarked;
