/** What is announced on a chain: phases, their roles and their directions. */
@NullMarked
package io.chainbus.event;

import org.jspecify.annotations.NullMarked;
