package io.chainbus.explain;

import static io.chainbus.explain.Explained.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What moves, appears and disappears between two walks. */
class DifferenceTest {

    private final Explained chain = new Explained();

    @Test
    void accepted_against_current_shows_who_a_kernel_would_visit_too() {
        chain.join("a", Position.at(3)).join("b", Position.at(2)).join("c", Position.at(1));
        chain.up(ModulePhase.COMING, "a", "c");

        Explanation accepted = chain.explain(ModulePhase.GOING);
        Explanation current = chain.dryRun(ModulePhase.GOING, Holding.CURRENT).explain();

        assertThat(Difference.between(accepted, current).changes())
                .containsExactly(new Change.Appears(current.visited().get(1)));
        assertThat(Difference.between(accepted, current).lines())
                .containsExactly(
                        "appears           -> 2  b  holds nothing of it; priority 2", "the other 2 keep their order");
        assertThat(Difference.between(current, accepted).changes())
                .containsExactly(new Change.Disappears(current.visited().get(1)));
        assertThat(Difference.between(current, accepted).lines())
                .containsExactly("disappears      2 ->    b  accepted nothing of it", "the other 2 keep their order");
    }

    @Test
    void the_one_whose_reasons_differ_is_the_one_that_moves() {
        chain.join("livepatch", Position.at(9).after("ftrace"))
                .join("ftrace", Position.at(8))
                .join("net", Position.at(5));
        DryRun coming = chain.dryRun(ModulePhase.COMING, Holding.ACCEPTED);
        DryRun without = Explained.possible(coming.supposing(List.of(after("livepatch", "ftrace")), List.of()));

        Difference difference = Difference.between(coming.explain(), without.explain());

        assertThat(difference.changes()).extracting(Change::subscriber).containsExactly("livepatch");
        assertThat(difference.lines())
                .containsExactly("moves           2 -> 1  livepatch  priority 9", "the other 2 keep their order");
    }

    @Test
    void forward_only_turns_a_release_around() {
        chain.join("a", Position.at(3)).join("b", Position.at(2)).join("c", Position.at(1));
        chain.up(ModulePhase.COMING, "a", "b", "c");
        DryRun going = chain.dryRun(ModulePhase.GOING, Holding.ACCEPTED);

        Difference difference =
                Difference.between(going.explain(), going.forwardOnly().explain());

        assertThat(difference.changes()).hasSize(2).allMatch(Change.Moved.class::isInstance);
        assertThat(difference.lines()).endsWith("the other one stays");
    }

    @Test
    void the_same_walk_differs_in_nothing() {
        chain.join("a").join("b");
        Explanation coming = chain.explain(ModulePhase.COMING);

        assertThat(Difference.between(coming, coming).isEmpty()).isTrue();
        assertThat(Difference.between(coming, coming).lines()).containsExactly("nothing changes");
    }

    @Test
    void as_few_as_possible_move_and_of_these_as_many_as_possible_that_are_not_preferred() {
        Seeds.run(2_000, random -> {
            int size = random.nextInt(1, 9);
            List<Integer> ranks =
                    new ArrayList<>(IntStream.range(0, size).boxed().toList());
            Collections.shuffle(ranks, new Random(random.nextLong()));
            List<Boolean> preferred =
                    ranks.stream().map(rank -> random.nextBoolean()).toList();
            KeptOrder order = new KeptOrder(size, size);
            for (int step = 0; step < size; step++) {
                order.add(ranks.get(step), preferred.get(step));
            }

            List<Integer> kept = order.kept();

            assertThat(kept).isSorted();
            assertThat(kept.stream().map(ranks::get).toList()).isSorted();
            assertThat(weight(kept, preferred)).as("%s %s", ranks, preferred).isEqualTo(best(ranks, preferred));
        });
    }

    private static int weight(List<Integer> kept, List<Boolean> preferred) {
        return 100 * kept.size() + (int) kept.stream().filter(preferred::get).count();
    }

    /** The best of all subsequences, by trying them. */
    private static int best(List<Integer> ranks, List<Boolean> preferred) {
        int best = 0;
        for (int subset = 0; subset < 1 << ranks.size(); subset++) {
            int chosen = subset;
            List<Integer> indices = IntStream.range(0, ranks.size())
                    .filter(index -> (chosen & 1 << index) != 0)
                    .boxed()
                    .toList();
            List<Integer> values = indices.stream().map(ranks::get).toList();
            if (values.equals(values.stream().sorted().toList())) {
                best = Math.max(best, weight(indices, preferred));
            }
        }
        return best;
    }
}
