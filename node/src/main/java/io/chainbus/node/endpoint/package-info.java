/** A node's endpoints over HTTP, beside those that Akka Management has. */
@NullMarked
package io.chainbus.node.endpoint;

import org.jspecify.annotations.NullMarked;
