/** A kernel's words for modules: what they are made of, their states, errors and log. */
@NullMarked
package io.chainbus.kernel.module;

import org.jspecify.annotations.NullMarked;
