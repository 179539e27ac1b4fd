package io.chainbus.cluster.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.verdict.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final Undoing UNDOING = new Undoing("GOING", "audit", "no", Source.HANDLER);

    private final Memory memory = new Memory();

    @Test
    void what_was_done_is_answered_and_what_was_not_is_to_be_done() {
        assertThat(memory.recall(7, List.of(2, 3), false)).isEqualTo(new Memory.Unknown(0));
        memory.begin(7, List.of(2, 3), null);
        assertThat(memory.recall(7, List.of(2, 3), false)).isEqualTo(Memory.Running.INSTANCE);
        memory.done(7, List.of(2, 3), false, new Trace("od", "", List.of()));
        assertThat(memory.recall(7, List.of(2, 3), false)).isEqualTo(new Memory.Known(new Trace("od", "", List.of())));
        assertThat(memory.recall(7, List.of(2, 3, 5), false)).isEqualTo(new Memory.Unknown(2));
        assertThat(memory.recall(7, List.of(5), false)).isEqualTo(new Memory.Unknown(0));
        assertThat(memory.recall(8, List.of(2), false)).isEqualTo(new Memory.Unknown(0));
    }

    @Test
    void who_is_asked_again_after_it_had_undone_says_so() {
        memory.begin(7, List.of(2, 3), null);
        memory.done(7, List.of(2, 3), false, new Trace("oo", "", List.of()));
        memory.begin(7, List.of(3, 2), UNDOING);
        Memory.Recall undone = new Memory.WasUndone(new Trace("oo", "..", List.of()), UNDOING);
        assertThat(memory.recall(7, List.of(2, 3), false)).isEqualTo(undone);
        memory.done(7, List.of(3, 2), true, new Trace("oo", "", List.of()));
        assertThat(memory.recall(7, List.of(2, 3), false))
                .isEqualTo(new Memory.WasUndone(new Trace("oo", "oo", List.of()), UNDOING));
        assertThat(memory.recall(7, List.of(3, 2), true)).isEqualTo(new Memory.Known(new Trace("oo", "", List.of())));
        // Nobody else of this node is visited by it either.
        assertThat(memory.recall(7, List.of(9), false)).isInstanceOf(Memory.WasUndone.class);
    }

    @Test
    void a_veto_is_remembered_with_its_reason_and_with_what_was_undone_here() {
        Trace trace = new Trace("ov.", "o..", List.of(new Trace.Remark(4, false, "busy")));
        memory.begin(7, List.of(2, 4, 6), null);
        memory.done(7, List.of(2, 4, 6), false, trace);
        assertThat(memory.recall(7, List.of(2, 4, 6), false)).isEqualTo(new Memory.Known(trace));
    }

    @Test
    void what_comes_late_of_a_walk_that_has_ended_is_not_done() {
        memory.begin(7, List.of(2), null);
        memory.done(7, List.of(2), false, new Trace("o", "", List.of()));
        memory.begin(9, List.of(2), null);
        memory.forget(new Horizon(20, List.of(9L, 12L)));
        assertThat(memory.recall(7, List.of(2), false)).isEqualTo(Memory.Passed.INSTANCE);
        assertThat(memory.recall(9, List.of(2), false)).isEqualTo(Memory.Running.INSTANCE);
        assertThat(memory.recall(12, List.of(2), false)).isEqualTo(new Memory.Unknown(0));
        memory.forget(new Horizon(10, List.of(3L)));
        assertThat(memory.recall(3, List.of(2), false)).isEqualTo(Memory.Passed.INSTANCE);
    }

    /**
     * Coordinators that come and go ask for the segments of walks, lose their questions and the answers, ask again, in any
     * order and cut otherwise: each place is visited once, and all answers about a place are the same.
     */
    @RepeatedTest(50)
    void no_place_is_visited_twice_whoever_asks_and_however_often(RepetitionInfo repetition) {
        long seed = 7919L * repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Map<String, Character> visited = new HashMap<>();
        List<Runnable> running = new ArrayList<>();
        Set<Long> ended = new HashSet<>();
        for (int step = 0; step < 2_000; step++) {
            long walk = 1L + random.nextInt(40);
            int first = random.nextInt(6);
            List<Integer> places = new ArrayList<>();
            for (int place = 0; place <= first; place++) {
                places.add(place);
            }
            if (random.nextInt(10) == 0) {
                ended.add(walk);
                List<Long> open = new ArrayList<>();
                for (long other = 1; other < 41; other++) {
                    if (!ended.contains(other)) {
                        open.add(other);
                    }
                }
                memory.forget(new Horizon(41, open));
            }
            if (random.nextInt(3) == 0 && !running.isEmpty()) {
                running.remove(random.nextInt(running.size())).run();
                continue;
            }
            Memory.Recall recall = memory.recall(walk, places, false);
            if (recall instanceof Memory.Unknown unknown) {
                assertThat(ended).as("seed %s", seed).doesNotContain(walk);
                List<Integer> open = List.copyOf(places.subList(unknown.from(), places.size()));
                memory.begin(walk, open, null);
                running.add(() -> memory.done(walk, open, false, visit(walk, open, visited, random, seed)));
            } else if (recall instanceof Memory.Known known) {
                for (int index = 0; index < places.size(); index++) {
                    assertThat(known.trace().out().charAt(index))
                            .as("seed %s", seed)
                            .isEqualTo(visited.get(walk + "/" + places.get(index)));
                }
            }
        }
    }

    private static Trace visit(
            long walk, List<Integer> places, Map<String, Character> visited, Random random, long seed) {
        StringBuilder marks = new StringBuilder();
        for (int place : places) {
            char mark = "od".charAt(random.nextInt(2));
            assertThat(visited.put(walk + "/" + place, mark))
                    .as("place %s of walk %s, seed %s", place, walk, seed)
                    .isNull();
            marks.append(mark);
        }
        return new Trace(marks.toString(), "", List.of());
    }
}
