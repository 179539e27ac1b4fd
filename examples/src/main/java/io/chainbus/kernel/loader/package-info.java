/**
 * The module loader. It announces each module's states on a chain and knows nothing of who listens there: neither
 * ftrace, nor livepatch, nor anyone else.
 */
@NullMarked
package io.chainbus.kernel.loader;

import org.jspecify.annotations.NullMarked;
