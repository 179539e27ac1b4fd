package io.chainbus.explain;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where registration alone decided. Two of the same effective priority are tied when the later one could have been taken
 * in the stead of the earlier one: when its last predecessor stands before that. So those that somebody is tied behind
 * are the nearest of its priority, up to that predecessor. Members of bands are never tied: constraints order them all.
 */
final class Ties {

    /** Those of one effective priority, in their order. */
    private static final class Level {

        final List<Peer> all = new ArrayList<>();
        /** How many are tied behind each. */
        int[] behind = {};

        void add(String id, int place, int freeFrom) {
            all.add(new Peer(id, place, firstFrom(freeFrom)));
        }

        /** The index of the first one from that place on; if there is none, of the next to be added. */
        private int firstFrom(int place) {
            int from = 0;
            int to = all.size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (all.get(middle).place() < place) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        /** Each adds one to all from its first to the one right before it: begun and ended here, then summed up. */
        void count() {
            behind = new int[all.size()];
            for (int index = 0; index < all.size(); index++) {
                behind[all.get(index).first()]++;
                behind[index]--;
            }
            for (int index = 1; index < behind.length; index++) {
                behind[index] += behind[index - 1];
            }
        }

        Reason.Peers earlier(int index) {
            int first = all.get(index).first();
            List<Peer> nearest = all.subList(Math.max(first, index - Reason.Peers.NAMED), index);
            return new Reason.Peers(nearest.stream().map(Peer::id).toList(), index - first);
        }

        Reason.Peers later(int index) {
            List<String> nearest = new ArrayList<>();
            int named = Math.min(behind[index], Reason.Peers.NAMED);
            for (int other = index + 1; nearest.size() < named; other++) {
                if (all.get(other).first() <= index) {
                    nearest.add(all.get(other).id());
                }
            }
            return new Reason.Peers(nearest, behind[index]);
        }
    }

    /** @param first the index of the first one that it is tied behind, or its own */
    private record Peer(String id, int place, int first) {}

    private record Seat(Level level, int index) {}

    private final Map<Integer, Seat> seats = new HashMap<>();

    /**
     * @param order the whole chain's
     * @param freeFrom by place: the first place that its member could have been taken for
     */
    Ties(List<? extends Standing<?>> order, int[] freeFrom) {
        Map<Integer, Level> byPriority = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            Standing<?> standing = order.get(place);
            if (standing.member().position().anchor() == Anchor.NONE) {
                Level level = byPriority.computeIfAbsent(standing.effectivePriority(), priority -> new Level());
                seats.put(place, new Seat(level, level.all.size()));
                level.add(standing.id(), place, freeFrom[place]);
            }
        }
        byPriority.values().forEach(Level::count);
    }

    /** The ties of the one at that place, if it is tied. */
    Optional<Reason> at(int place) {
        Seat seat = seats.get(place);
        if (seat == null) {
            return Optional.empty();
        }
        Reason.Peers earlier = seat.level().earlier(seat.index());
        Reason.Peers later = seat.level().later(seat.index());
        return earlier.count() + later.count() == 0 ? Optional.empty() : Optional.of(new Reason.Tied(earlier, later));
    }
}
