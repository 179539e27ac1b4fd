package io.chainbus.cluster.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.wire.Waiting;
import io.chainbus.event.ModulePhase;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocketTest {

    private record Question(long node, long round, List<Long> numbers) {}

    private final List<Question> questions = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private final Docket docket = new Docket(new Docket.Usher() {
        @Override
        public void ask(long node, long round, List<Long> numbers) {
            questions.add(new Question(node, round, numbers));
        }

        @Override
        public void refuse(Docket.Id wait, List<Waiting> circle) {
            refused.add(wait.node() + ":" + wait.number() + " "
                    + circle.stream().map(Waiting::key).toList());
        }
    });

    /** A visit of that key on that chain waits for everything on another. */
    private static Waiting all(long number, String chain, String key, String other) {
        return waiting(number, chain, key, new Awaited.OfAll(other, "all of " + other));
    }

    private static Waiting waiting(long number, String chain, String key, Awaited awaited) {
        Visit<String> visit =
                new Visit<>(chain, number, key, key, ModulePhase.COMING, ModulePhase.COMING, Cause.FORWARD);
        return Waiting.of(number, visit, "s" + number, awaited);
    }

    @Test
    void who_waits_for_its_own_walk_is_refused_and_nobody_is_asked() {
        docket.begun(1, all(7, "modules", "x", "modules"));
        assertThat(refused).containsExactly("1:7 [x]");
        assertThat(questions).isEmpty();
        assertThat(docket.size()).isZero();
    }

    @Test
    void a_circle_over_two_nodes_is_refused_when_the_other_says_that_it_waits_still() {
        docket.begun(1, all(1, "modules", "x", "clocks"));
        docket.begun(2, all(1, "clocks", "y", "modules"));
        assertThat(refused).isEmpty();
        assertThat(questions).containsExactly(new Question(1, 1, List.of(1L)));
        docket.still(1, 1, 1);
        assertThat(refused).containsExactly("2:1 [y, x]");
        assertThat(docket.size()).isOne();
    }

    @Test
    void a_circle_is_none_when_the_end_of_a_wait_was_under_way() {
        docket.begun(1, all(1, "modules", "x", "clocks"));
        docket.begun(2, all(1, "clocks", "y", "modules"));
        docket.over(1, 1);
        docket.still(1, 1, 1);
        assertThat(refused).isEmpty();
        docket.begun(1, all(2, "modules", "z", "clocks"));
        docket.still(2, 2, 1);
        assertThat(refused).containsExactly("1:2 [z, y]");
    }

    @Test
    void an_answer_to_an_earlier_question_says_nothing_of_a_later_circle() {
        docket.begun(1, all(1, "modules", "x", "clocks"));
        docket.begun(2, all(1, "clocks", "y", "modules"));
        docket.over(2, 1);
        docket.begun(2, all(2, "clocks", "y", "modules"));
        docket.still(1, 1, 1);
        assertThat(refused).isEmpty();
        docket.still(1, 2, 1);
        assertThat(refused).containsExactly("2:2 [y, x]");
    }

    @Test
    void who_was_not_answered_is_asked_again_when_the_suspect_says_again_that_it_waits() {
        docket.begun(1, all(1, "modules", "x", "clocks"));
        docket.begun(2, all(1, "clocks", "y", "modules"));
        docket.begun(2, all(1, "clocks", "y", "modules"));
        assertThat(questions).hasSize(2);
    }

    @Test
    void a_release_that_comes_to_be_held_back_puts_out_whoever_waited_last() {
        docket.begun(1, waiting(1, "clocks", "c", new Awaited.OfKey("modules", "GOING of x", "x", Set.of())));
        docket.begun(2, all(1, "modules", "a", "clocks"));
        assertThat(questions).isEmpty();
        docket.begun(1, all(1, "clocks", "c", "modules"));
        assertThat(questions).containsExactly(new Question(1, 1, List.of(1L)));
        docket.still(1, 1, 1);
        assertThat(refused).containsExactly("2:1 [a, c]");
    }

    @Test
    void nobody_waits_on_a_node_that_is_gone() {
        docket.begun(1, all(1, "modules", "x", "clocks"));
        docket.nodeGone(1);
        docket.begun(2, all(1, "clocks", "y", "modules"));
        assertThat(questions).isEmpty();
        assertThat(docket.size()).isOne();
    }
}
