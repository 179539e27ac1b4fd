/** Who holds what: every acceptance that has not been undone or released. */
@NullMarked
package io.chainbus.ledger;

import org.jspecify.annotations.NullMarked;
