package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.ledger.Accounts;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise P5, as far as it is a matter of whose turn it is. */
class ScheduleTest {

    private final Schedule<String> schedule = new Schedule<>(new Accounts<>(Line::new));
    private long walks;

    private Publication<String> accept(String key, ModulePhase phase) {
        Publication<String> publication = new Published<>(key, "p", phase, Cause.FORWARD, receipt -> {});
        schedule.accept(publication, ++walks);
        return publication;
    }

    private List<Publication<String>> ready(Direction direction) {
        return List.copyOf(schedule.queue(direction));
    }

    @Test
    void nothing_is_ready_at_first() {
        assertThat(schedule.anyReady()).isFalse();
        assertThat(schedule.waiting()).isZero();
        assertThat(ready(Direction.DESCENDING)).isEmpty();
        assertThat(ready(Direction.ASCENDING)).isEmpty();
    }

    @Test
    void those_of_different_keys_are_ready_at_once_each_for_its_direction() {
        Publication<String> one = accept("k1", ModulePhase.COMING);
        Publication<String> two = accept("k2", ModulePhase.GOING);
        Publication<String> three = accept("k3", ModulePhase.LIVE);

        assertThat(ready(Direction.DESCENDING)).containsExactly(one, three);
        assertThat(ready(Direction.ASCENDING)).containsExactly(two);
        assertThat(schedule.waiting()).isEqualTo(3);
        assertThat(schedule.anyReady()).isTrue();
    }

    @Test
    void one_direction_is_enough_to_be_ready() {
        accept("k", ModulePhase.GOING);
        assertThat(schedule.anyReady()).isTrue();

        schedule.queue(Direction.ASCENDING).remove();
        assertThat(schedule.anyReady()).isFalse();
        accept("other", ModulePhase.COMING);
        assertThat(schedule.anyReady()).isTrue();
    }

    @Test
    void those_of_one_key_become_ready_one_after_the_other_in_the_order_of_acceptance() {
        accept("k", ModulePhase.UNFORMED);
        Publication<String> two = accept("k", ModulePhase.COMING);
        Publication<String> three = accept("k", ModulePhase.GOING);
        Publication<String> four = accept("k", ModulePhase.COMING);
        schedule.queue(Direction.DESCENDING).remove();
        assertThat(schedule.anyReady()).isFalse();
        assertThat(schedule.waiting()).isEqualTo(3);

        schedule.ended("k");
        assertThat(schedule.queue(Direction.DESCENDING).remove()).isEqualTo(two);
        assertThat(schedule.anyReady()).isFalse();
        schedule.ended("k");
        assertThat(schedule.queue(Direction.ASCENDING).remove()).isEqualTo(three);
        schedule.ended("k");
        assertThat(schedule.queue(Direction.DESCENDING).remove()).isEqualTo(four);
        assertThat(schedule.waiting()).isZero();
    }

    @Test
    void a_key_is_free_again_when_its_last_one_is_over() {
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.LIVE);
        schedule.queue(Direction.DESCENDING).remove();
        schedule.ended("k");
        schedule.queue(Direction.DESCENDING).remove();
        schedule.ended("k");

        Publication<String> next = accept("k", ModulePhase.COMING);
        assertThat(ready(Direction.DESCENDING)).containsExactly(next);
    }

    @Test
    void keys_do_not_wait_for_each_other() {
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.LIVE);
        accept("other", ModulePhase.COMING);
        Publication<String> behindOther = accept("other", ModulePhase.LIVE);
        schedule.queue(Direction.DESCENDING).clear();

        schedule.ended("other");
        assertThat(ready(Direction.DESCENDING)).containsExactly(behindOther);
    }

    @Test
    void the_end_of_what_never_began_is_a_bug_of_the_caller() {
        assertThatIllegalStateException()
                .isThrownBy(() -> schedule.ended("k"))
                .withMessage("no walk of this key is open");
    }

    @Test
    void one_that_is_accepted_while_its_key_is_under_way_waits_behind_those_that_wait() {
        accept("k", ModulePhase.COMING);
        Publication<String> two = accept("k", ModulePhase.LIVE);
        schedule.queue(Direction.DESCENDING).remove();
        schedule.ended("k");
        Publication<String> three = accept("k", ModulePhase.LIVE);

        assertThat(ready(Direction.DESCENDING)).containsExactly(two);
        assertThat(schedule.waiting()).isEqualTo(2);
        schedule.queue(Direction.DESCENDING).remove();
        schedule.ended("k");
        assertThat(ready(Direction.DESCENDING)).containsExactly(three);
    }

    @Test
    void the_direction_is_that_of_the_first_in_line_that_was_accepted_first() {
        accept("k1", ModulePhase.GOING);
        accept("k2", ModulePhase.COMING);
        assertThat(schedule.nextDirection()).isEqualTo(Direction.ASCENDING);

        schedule.queue(Direction.ASCENDING).remove();
        assertThat(schedule.nextDirection()).isEqualTo(Direction.DESCENDING);
        accept("k3", ModulePhase.GOING);
        assertThat(schedule.nextDirection()).isEqualTo(Direction.DESCENDING);
        schedule.queue(Direction.DESCENDING).remove();
        assertThat(schedule.nextDirection()).isEqualTo(Direction.ASCENDING);
    }
}
