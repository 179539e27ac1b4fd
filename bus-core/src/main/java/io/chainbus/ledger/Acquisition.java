package io.chainbus.ledger;

import io.chainbus.chain.Places;
import io.chainbus.event.Phase;

/**
 * A key's being up in one acquire phase.
 *
 * @param walk the number of the walk that brought it up
 * @param holders who accepted; who has left since then holds nothing any more, and is left out when holders are asked
 */
public record Acquisition<T>(String key, Phase phase, T payload, long walk, Places holders) {}
