/** Who stands where in a cluster: subscribers, the agents that call them, and the segments that walks are cut into. */
@NullMarked
package io.chainbus.cluster.layout;

import org.jspecify.annotations.NullMarked;
