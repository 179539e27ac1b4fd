/** The demo: a whole kernel's modules up and down again, with everything that is on the chain watching. */
@NullMarked
package io.chainbus.kernel.demo;

import org.jspecify.annotations.NullMarked;
