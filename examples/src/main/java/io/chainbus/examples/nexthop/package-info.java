/** A late subscriber is told what is there, as in Linux {@code net/ipv4/nexthop.c}. */
@NullMarked
package io.chainbus.examples.nexthop;

import org.jspecify.annotations.NullMarked;
