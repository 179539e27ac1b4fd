/** What a user registers: a subscriber's position, its handler, and what happens when the handler fails. */
@NullMarked
package io.chainbus.subscriber;

import org.jspecify.annotations.NullMarked;
