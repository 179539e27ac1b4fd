/** The actors behind a chain: its coordinator, its subscribers and the trains between them. */
@NullMarked
package io.chainbus.engine;

import org.jspecify.annotations.NullMarked;
