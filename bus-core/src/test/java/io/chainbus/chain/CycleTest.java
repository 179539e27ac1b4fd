package io.chainbus.chain;

import static io.chainbus.chain.Constraint.Reason.AFTER;
import static io.chainbus.chain.Constraint.Reason.BAND;
import static io.chainbus.chain.Constraint.Reason.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal.BandTaken;
import io.chainbus.chain.RegistrationRefusal.Cycle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise P11: contradictions are refused with the contradiction. */
class CycleTest {

    private final TestChain chain = new TestChain();

    @Test
    void naming_oneself_is_a_cycle_of_one() {
        assertThat(chain.refused("a", Position.DEFAULT.before("b", "a")))
                .isEqualTo(cycle("a", new Constraint("a", "a", BEFORE)));
        assertThat(chain.refused("a", Position.DEFAULT.after("a")))
                .isEqualTo(cycle("a", new Constraint("a", "a", AFTER)));
    }

    @Test
    void before_and_after_the_same_is_a_cycle_of_two() {
        chain.join("a");

        assertThat(chain.refused("b", Position.DEFAULT.before("a").after("a")))
                .isEqualTo(cycle("b", new Constraint("b", "a", BEFORE), new Constraint("a", "b", AFTER)));
    }

    @Test
    void two_that_both_want_to_be_before_the_other() {
        chain.join("ftrace", Position.DEFAULT.before("livepatch"));

        assertThat(chain.refused("livepatch", Position.DEFAULT.before("ftrace")))
                .isEqualTo(cycle(
                        "livepatch",
                        new Constraint("livepatch", "ftrace", BEFORE),
                        new Constraint("ftrace", "livepatch", BEFORE)));
    }

    @Test
    void a_late_arrival_that_others_named_closes_a_cycle_by_no_constraint_of_its_own() {
        chain.join("a", Position.DEFAULT.before("late"));
        chain.join("b", Position.DEFAULT.before("a"));
        chain.join("c", Position.DEFAULT.after("late").before("b"));

        assertThat(chain.refused("late", Position.at(5)))
                .isEqualTo(cycle(
                        "late",
                        new Constraint("late", "c", AFTER),
                        new Constraint("c", "b", BEFORE),
                        new Constraint("b", "a", BEFORE),
                        new Constraint("a", "late", BEFORE)));
        assertThat(chain.order()).isEqualTo("c b a");
    }

    @Test
    void the_shortest_cycle_is_named() {
        chain.join("a", Position.DEFAULT.before("b", "c"));
        chain.join("b", Position.DEFAULT.before("c"));
        chain.join("c", Position.DEFAULT.before("d"));
        chain.join("d");

        assertThat(chain.refused("e", Position.DEFAULT.before("a").after("d")))
                .isEqualTo(cycle(
                        "e",
                        new Constraint("e", "a", BEFORE),
                        new Constraint("a", "c", BEFORE),
                        new Constraint("c", "d", BEFORE),
                        new Constraint("d", "e", AFTER)));
    }

    @Test
    void nobody_comes_before_first_who_is_not_first() {
        chain.join("ftrace", Position.DEFAULT.first());

        assertThat(chain.refused("net", Position.at(100).before("ftrace")))
                .isEqualTo(
                        cycle("net", new Constraint("net", "ftrace", BEFORE), new Constraint("ftrace", "net", BAND)));
    }

    @Test
    void nobody_comes_behind_last_who_is_not_last() {
        chain.join("net", Position.DEFAULT.after("audit"));

        assertThat(chain.refused("audit", Position.DEFAULT.last()))
                .isEqualTo(cycle("audit", new Constraint("audit", "net", AFTER), new Constraint("net", "audit", BAND)));
    }

    @Test
    void first_cannot_follow_anyone_who_is_not_first() {
        chain.join("net", Position.DEFAULT.before("livepatch"));

        assertThat(chain.refused("ftrace", Position.DEFAULT.first().after("net")))
                .isEqualTo(
                        cycle("ftrace", new Constraint("ftrace", "net", BAND), new Constraint("net", "ftrace", AFTER)));
        assertThat(chain.refused("livepatch", Position.DEFAULT.first()))
                .isEqualTo(cycle(
                        "livepatch",
                        new Constraint("livepatch", "net", BAND),
                        new Constraint("net", "livepatch", BEFORE)));
    }

    @Test
    void a_cycle_inside_a_band_is_found_too() {
        chain.join("a", Position.DEFAULT.first());
        chain.join("b", Position.DEFAULT.first().after("a"));

        assertThat(chain.refused("c", Position.DEFAULT.first().before("a").after("b")))
                .isEqualTo(cycle(
                        "c",
                        new Constraint("c", "a", BEFORE),
                        new Constraint("a", "b", AFTER),
                        new Constraint("b", "c", AFTER)));
        assertThat(chain.refused("c", Position.DEFAULT.first().before("a").after("d")))
                .isEqualTo(new BandTaken("c", Anchor.FIRST, List.of("b")));
    }

    @Test
    void when_one_of_the_cycle_has_left_there_is_none() {
        chain.join("a", Position.DEFAULT.before("b"));
        chain.join("b", Position.DEFAULT.before("c"));
        Position position = Position.DEFAULT.before("a");
        assertThat(chain.refused("c", position)).isInstanceOf(Cycle.class);

        chain.leave("b");
        chain.join("c", position);

        assertThat(chain.order()).isEqualTo("c a");
    }

    @Test
    void a_diamond_is_not_a_cycle() {
        chain.join("top", Position.DEFAULT.before("left", "right"));
        chain.join("bottom", Position.at(9).after("left", "right"));
        chain.join("right");
        chain.join("left", Position.at(-1));

        assertThat(chain.order()).isEqualTo("top right left bottom");
    }

    private static Cycle cycle(String id, Constraint... cycle) {
        return new Cycle(id, List.of(cycle));
    }
}
