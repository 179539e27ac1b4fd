package io.chainbus.cluster.home;

import io.chainbus.cluster.layout.AgentId;
import java.util.List;

/**
 * Consecutive places of a route whose subscribers are with one agent: what it walks at one go.
 *
 * @param places in the order in which they are visited
 * @param numbers what the agent knows those by who stand there
 * @param back whether the walk is being undone
 */
record Segment(AgentId agent, List<Integer> places, List<Long> numbers, boolean back) {

    Segment {
        places = List.copyOf(places);
        numbers = List.copyOf(numbers);
    }
}
