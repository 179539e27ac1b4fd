/** Whom a node talks to: key and certificates, and whether they will do before anybody is called. */
@NullMarked
package io.chainbus.node.security;

import org.jspecify.annotations.NullMarked;
