package io.chainbus.cluster.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks that visit the same segment.
 *
 * @param places of the walks' layout, in the order in which they are visited
 * @param numbers what the agent knows those by who stand there
 * @param undoing absent on the way out
 * @param recallOnly whether nobody is to be visited who was not before: the walks are known to have been vetoed
 */
public record Errand(
        List<Integer> places, List<Long> numbers, @Nullable Undoing undoing, boolean recallOnly, List<Task> tasks) {
    public Errand {
        places = List.copyOf(places);
        numbers = List.copyOf(numbers);
        tasks = List.copyOf(tasks);
    }
}
