/** The public API: chains on an actor system, their subscribers and their settings. */
@NullMarked
package io.chainbus;

import org.jspecify.annotations.NullMarked;
