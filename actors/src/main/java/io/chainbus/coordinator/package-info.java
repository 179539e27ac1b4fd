/** The actor that owns a chain: its membership, its ledger, its walks; and its protocol. */
@NullMarked
package io.chainbus.coordinator;

import org.jspecify.annotations.NullMarked;
