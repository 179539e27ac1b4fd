package io.chainbus.ledger;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.event.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * A key's being up in one acquire phase.
 *
 * @param walk the number of the walk that brought it up
 * @param holders who accepted; who has left since then holds nothing any more, and is left out when holders are asked
 * @param latecomers who was told of it when it joined, and accepted
 */
public record Acquisition<T>(
        String key, Phase phase, T payload, long walk, Places holders, List<Member<?>> latecomers) {

    /** Held by nobody but those who accepted when it came up. */
    public Acquisition(String key, Phase phase, T payload, long walk, Places holders) {
        this(key, phase, payload, walk, holders, List.of());
    }

    Acquisition<T> and(Member<?> latecomer) {
        List<Member<?>> more = new ArrayList<>(latecomers);
        more.add(latecomer);
        return new Acquisition<>(key, phase, payload, walk, holders, List.copyOf(more));
    }

    Acquisition<T> without(Member<?> gone) {
        int place = holders.route().indexOf(gone);
        Places others = place < 0 || !holders.contains(place)
                ? holders
                : Places.on(holders.route()).addAll(holders).remove(place).build();
        List<Member<?>> fewer =
                latecomers.stream().filter(member -> member != gone).toList();
        return new Acquisition<>(key, phase, payload, walk, others, fewer);
    }

    /** Whether that member accepted it. */
    public boolean heldBy(Member<?> member) {
        int place = holders.route().indexOf(member);
        return (place >= 0 && holders.contains(place)) || latecomers.contains(member);
    }
}
