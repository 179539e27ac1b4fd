/** Recording what happens on a node's chains, as it happens, in the history format. */
@NullMarked
package io.chainbus.recording;

import org.jspecify.annotations.NullMarked;
