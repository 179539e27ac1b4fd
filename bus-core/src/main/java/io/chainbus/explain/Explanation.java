package io.chainbus.explain;

import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The walk that an event would take if its turn came now, and why. Made by {@link DryRun}.
 *
 * <p>Not foreseen: who leaves while the walk is under way, and where a veto or a stop ends it.
 *
 * @param version of the membership
 * @param visited in the order of the visits
 * @param absent whom a release does not visit although they are registered, in the chain's order
 * @param departed who held the key and has left since, where it is a release
 */
public record Explanation(
        String key,
        Phase phase,
        Holding holding,
        Ways ways,
        long version,
        Turn turn,
        List<Place> visited,
        List<Absence> absent,
        List<Departed> departed) {

    public Explanation {
        visited = List.copyOf(visited);
        absent = List.copyOf(absent);
        departed = List.copyOf(departed);
    }

    /** The way of the walk. */
    public Direction heading() {
        return ways.heading(phase);
    }

    /**
     * Who would be asked to undo if the visit of that turn ended in a veto, in the order of the undo (promise P4); of
     * these, those that had accepted. Nobody where the phase cannot be vetoed.
     *
     * @param turn from 1
     * @throws IndexOutOfBoundsException if there is no such turn
     */
    public List<Place> undoneByVetoAt(int turn) {
        visited.get(turn - 1);
        if (!phase.vetoable()) {
            return List.of();
        }
        List<Place> before = new ArrayList<>(visited.subList(0, turn - 1));
        before.removeIf(place -> place.attendance().observes());
        if (ways.undoing(phase) != heading()) {
            Collections.reverse(before);
        }
        return List.copyOf(before);
    }

    /** For a person: a table, a line for each subscriber. */
    public List<String> lines() {
        return ExplanationText.of(this);
    }
}
