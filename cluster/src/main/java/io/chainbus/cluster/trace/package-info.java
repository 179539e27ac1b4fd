/** What came of visits, as it travels and is stored. */
@NullMarked
package io.chainbus.cluster.trace;

import org.jspecify.annotations.NullMarked;
