/** Chains as they stand at one moment: described by a user in HOCON, or recalled from a recorded history. */
@NullMarked
package io.chainbus.scene;

import org.jspecify.annotations.NullMarked;
