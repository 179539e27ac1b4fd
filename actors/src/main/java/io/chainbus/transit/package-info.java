/**
 * How trains travel: the claims of visits, the subscribers' own actors, and the passing on from one to the next. The
 * coordinator sees a train off and hears of it again when its walks have ended, or takes it over when a subscriber has
 * died or hangs. {@code docs/architecture.md} draws it.
 */
@NullMarked
package io.chainbus.transit;

import org.jspecify.annotations.NullMarked;
