/** What a node is configured by: command line, environment, file and defaults, read into one record. */
@NullMarked
package io.chainbus.node.settings;

import org.jspecify.annotations.NullMarked;
