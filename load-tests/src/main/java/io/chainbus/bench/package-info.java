/** Compares Chainbus with other ways to deliver events, and measures how it grows: the commands. */
@NullMarked
package io.chainbus.bench;

import org.jspecify.annotations.NullMarked;
