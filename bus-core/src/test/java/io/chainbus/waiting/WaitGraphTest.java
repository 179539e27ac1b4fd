package io.chainbus.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The wait-for graph (P12). */
class WaitGraphTest {

    private final WaitGraph graph = new WaitGraph();

    @Test
    void a_wait_for_the_own_key_is_a_circle_of_one() {
        Wait wait = wait("c", "a", "s", new Awaited.OfKey("c", "GOING of a", "a", Set.of()));
        assertThat(graph.add(wait)).contains(List.of(wait));
        assertThat(graph.size()).isZero();
    }

    @Test
    void a_wait_for_what_needs_the_own_subscriber_is_one_too() {
        Wait wait = wait("c", "a", "s", new Awaited.OfKey("c", "GOING of b", "b", Set.of("t", "s")));
        assertThat(graph.add(wait)).contains(List.of(wait));
        Wait everybody = wait("c", "a", "s", new Awaited.OfAll("c", "LIVE of b"));
        assertThat(graph.add(everybody)).contains(List.of(everybody));
    }

    @Test
    void a_wait_for_another_key_that_needs_others_is_none() {
        assertThat(graph.add(wait("c", "a", "s", new Awaited.OfKey("c", "GOING of b", "b", Set.of("t")))))
                .isEmpty();
        assertThat(graph.size()).isOne();
    }

    @Test
    void the_same_names_on_another_chain_are_others() {
        assertThat(graph.add(wait("c", "a", "s", new Awaited.OfKey("d", "GOING of a", "a", Set.of("s")))))
                .isEmpty();
    }

    @Test
    void two_chains_that_wait_for_each_other_are_a_circle_that_the_second_closes() {
        Wait first = wait("c", "a", "s", new Awaited.OfAll("d", "LIVE of x"));
        Wait second = wait("d", "x", "t", new Awaited.OfAll("c", "LIVE of y"));
        assertThat(graph.add(first)).isEmpty();
        assertThat(graph.add(second)).contains(List.of(second, first));
        graph.remove(first);
        assertThat(graph.add(second)).isEmpty();
    }

    @Test
    void for_who_is_gone_nothing_has_to_wait() {
        Wait mine = wait("c", "a", "s", new Awaited.OfAll("d", "LIVE of x"));
        Wait anothers = wait("c", "b", "t", new Awaited.OfAll("e", "LIVE of x"));
        assertThat(graph.add(mine)).isEmpty();
        assertThat(graph.add(anothers)).isEmpty();
        graph.gone("d", "s");
        assertThat(graph.size()).isEqualTo(2);
        graph.gone("c", "s");
        assertThat(graph.size()).isOne();
        assertThat(graph.add(wait("d", "x", "u", new Awaited.OfKey("c", "GOING of a", "a", Set.of("s")))))
                .isEmpty();
        graph.remove(mine);
        assertThat(graph.size()).isEqualTo(2);
    }

    @Test
    void a_leave_waits_for_the_visits_of_who_leaves() {
        Wait slow = wait("c", "a", "leaver", new Awaited.OfAll("d", "LIVE of x"));
        Wait other = wait("d", "x", "t", new Awaited.OfSubscriber("c", "the leave of 'leaver'", "leaver"));
        assertThat(graph.add(slow)).isEmpty();
        assertThat(graph.add(other)).contains(List.of(other, slow));
    }

    /** Who joins holds the key, and enters when all that is under way has ended and been told. */
    @Test
    void a_release_that_comes_to_be_held_back_waits_for_all_that_is_under_way() {
        Wait inside = wait("c", "a", "s", new Awaited.OfKey("c", "GOING of x", "x", Set.of("t")));
        Wait outside = wait("d", "a", "s", new Awaited.OfKey("c", "GOING of x", "x", Set.of("t")));
        Wait another = wait("c", "b", "s", new Awaited.OfKey("c", "GOING of y", "y", Set.of("t")));
        assertThat(graph.add(inside)).isEmpty();
        assertThat(graph.add(outside)).isEmpty();
        assertThat(graph.add(another)).isEmpty();
        assertThat(graph.heldBack("d", "x")).isEmpty();
        assertThat(graph.heldBack("c", "z")).isEmpty();
        assertThat(graph.heldBack("c", "x")).containsExactly(List.of(inside));
        assertThat(graph.size()).isEqualTo(2);
        Wait newcomer = wait("c", "a", "newcomer", new Awaited.OfAll("d", "LIVE of z"));
        assertThat(graph.add(newcomer)).contains(List.of(newcomer, outside));
    }

    @Test
    void a_circle_that_a_release_held_back_closes_is_broken_once_where_it_was_joined_last() {
        Wait first = wait("c", "a", "s", new Awaited.OfKey("d", "GOING of x", "x", Set.of()));
        Wait second = wait("d", "b", "t", new Awaited.OfAll("c", "LIVE of y"));
        assertThat(graph.add(first)).isEmpty();
        assertThat(graph.add(second)).isEmpty();
        assertThat(graph.heldBack("d", "x")).containsExactly(List.of(second, first));
        assertThat(graph.size()).isOne();
    }

    @Test
    void chains_that_are_joined_together_hold_acquires_back_for_each_other() {
        Set<String> joined = new HashSet<>(Set.of("c", "d"));
        Set<String> others = new HashSet<>(Set.of("d", "e"));
        graph.join(joined);
        graph.join(others);
        Wait acquire = wait("d", "a", "s", new Awaited.OfAll("c", "COMING of y"));
        assertThat(graph.add(acquire)).contains(List.of(acquire));
        assertThat(graph.add(wait("e", "a", "s", new Awaited.OfAll("c", "COMING of y"))))
                .isEmpty();
        assertThat(graph.add(wait("d", "a", "s", new Awaited.OfKey("c", "GOING of y", "y", Set.of()))))
                .isEmpty();
        graph.joinOver(joined);
        assertThat(graph.add(acquire)).isEmpty();
    }

    @Test
    void two_that_join_the_same_chains_are_two() {
        Set<String> one = new HashSet<>(Set.of("c", "d"));
        Set<String> other = new HashSet<>(Set.of("c", "d"));
        graph.join(one);
        graph.join(other);
        graph.joinOver(one);
        Wait acquire = wait("d", "a", "s", new Awaited.OfAll("c", "COMING of y"));
        assertThat(graph.add(acquire)).isPresent();
        graph.joinOver(other);
        assertThat(graph.add(acquire)).isEmpty();
    }

    @Test
    void the_message_names_the_circle() {
        Wait wait = wait("modules", "a", "ftrace", new Awaited.OfAll("modules", "GOING of a on chain modules"));
        assertThat(new CircularWaitException(List.of(wait)))
                .hasMessageContaining("'ftrace' in COMING of a (walk 1 of chain modules) waits for GOING of a");
    }

    @Test
    void it_agrees_with_a_search_of_all_paths() {
        Seeds.run(3000, random -> {
            WaitGraph real = new WaitGraph();
            List<Wait> waits = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                if (!waits.isEmpty() && random.nextInt(4) == 0) {
                    real.remove(waits.remove(random.nextInt(waits.size())));
                    continue;
                }
                Wait wait = random(random);
                Optional<List<Wait>> circle = real.add(wait);
                int shortest = shortest(waits, wait, wait, new ArrayList<>());
                assertThat(circle.map(List::size).orElse(0)).isEqualTo(shortest);
                circle.ifPresent(found -> {
                    for (int index = 0; index < found.size(); index++) {
                        assertThat(edge(found.get(index), found.get((index + 1) % found.size())))
                                .isTrue();
                    }
                });
                if (circle.isEmpty()) {
                    waits.add(wait);
                }
            }
        });
    }

    /** How long the shortest way back to {@code end} is, over waits that are not on the path yet; 0 when there is none. */
    private static int shortest(List<Wait> waits, Wait from, Wait end, List<Wait> path) {
        if (edge(from, end)) {
            return path.size() + 1;
        }
        int best = 0;
        for (Wait next : waits) {
            if (edge(from, next) && path.stream().noneMatch(passed -> passed == next)) {
                List<Wait> longer = new ArrayList<>(path);
                longer.add(next);
                int length = shortest(waits, next, end, longer);
                best = best == 0 || (length > 0 && length < best) ? length : best;
            }
        }
        return best;
    }

    private static boolean edge(Wait from, Wait to) {
        if (from.awaited() instanceof Awaited.OfKey of) {
            return of.chain().equals(to.chain())
                    && (of.key().equals(to.key()) || of.needed().contains(to.subscriber()));
        }
        if (from.awaited() instanceof Awaited.OfSubscriber of) {
            return of.chain().equals(to.chain()) && of.subscriber().equals(to.subscriber());
        }
        return from.awaited().chain().equals(to.chain());
    }

    private static Wait random(RandomGenerator random) {
        String chain = "c" + random.nextInt(3);
        Awaited awaited = switch (random.nextInt(4)) {
            case 0 -> new Awaited.OfAll(chain, "all");
            case 1 -> new Awaited.OfSubscriber(chain, "leave", "s" + random.nextInt(3));
            default ->
                new Awaited.OfKey(
                        chain,
                        "key",
                        "k" + random.nextInt(4),
                        random.nextBoolean() ? Set.of() : Set.of("s" + random.nextInt(3)));
        };
        return wait("c" + random.nextInt(3), "k" + random.nextInt(4), "s" + random.nextInt(3), awaited);
    }

    private static Wait wait(String chain, String key, String subscriber, Awaited awaited) {
        return new Wait(chain, 1, key, "COMING", subscriber, awaited);
    }
}
