/** The coordinator's decisions: which walk's turn it is, whom it visits, and what its end means. */
@NullMarked
package io.chainbus.dispatch;

import org.jspecify.annotations.NullMarked;
