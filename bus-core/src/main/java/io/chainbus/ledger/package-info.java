/** Who holds what: the ledger that undo and release go by. */
@NullMarked
package io.chainbus.ledger;

import org.jspecify.annotations.NullMarked;
