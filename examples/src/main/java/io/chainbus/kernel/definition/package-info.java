/**
 * Modules and livepatches whose behaviour is data: what they print, how long they are busy, what they return. Those of the
 * kernel's self-tests are made of it, and so can anybody's be.
 */
@NullMarked
package io.chainbus.kernel.definition;

import org.jspecify.annotations.NullMarked;
