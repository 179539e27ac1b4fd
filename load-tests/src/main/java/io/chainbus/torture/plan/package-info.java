/** What a torture run does, worked out from its seed before anything happens. */
@NullMarked
package io.chainbus.torture.plan;

import org.jspecify.annotations.NullMarked;
