package io.chainbus.explain;

import static io.chainbus.explain.Explained.after;
import static io.chainbus.explain.Explained.before;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Position;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each reason for a place, alone. */
class ReasonTest {

    private final Explained chain = new Explained();

    @Test
    void a_stranger_stands_by_its_own_priority() {
        chain.join("net", Position.at(5)).join("sched", Position.at(3));

        assertThat(chain.reasons("net")).containsExactly(new Reason.OwnPriority(5));
        assertThat(texts("net")).containsExactly("priority 5");
    }

    @Test
    void a_band_says_nothing_of_priorities() {
        chain.join("ftrace", Position.at(7).first())
                .join("livepatch", Position.DEFAULT.first().after("ftrace"));

        assertThat(chain.reasons("ftrace")).containsExactly(new Reason.Anchored(Anchor.FIRST, List.of()));
        assertThat(chain.reasons("livepatch"))
                .containsExactly(new Reason.Anchored(Anchor.FIRST, List.of(after("livepatch", "ftrace"))));
        assertThat(texts("livepatch")).containsExactly("FIRST, behind ftrace by 'livepatch after ftrace'");
    }

    @Test
    void in_a_band_the_one_right_before_is_named_and_no_other() {
        chain.join("c", Position.DEFAULT.last())
                .join("a", Position.DEFAULT.last().before("b", "c"))
                .join("b", Position.DEFAULT.last().before("c"));

        assertThat(chain.reasons("a")).containsExactly(new Reason.Anchored(Anchor.LAST, List.of()));
        assertThat(chain.reasons("c")).containsExactly(new Reason.Anchored(Anchor.LAST, List.of(before("b", "c"))));
    }

    @Test
    void before_raises_the_one_who_declared_it() {
        chain.join("livepatch", Position.at(100)).join("ftrace", Position.at(1).before("livepatch"));

        assertThat(chain.reasons("ftrace"))
                .containsExactly(new Reason.Raised(1, 100, List.of(before("ftrace", "livepatch")), 1));
        assertThat(texts("ftrace")).containsExactly("priority 1, raised to 100 by 'ftrace before livepatch'");
    }

    @Test
    void of_several_that_one_must_precede_only_those_of_the_highest_priority_raise() {
        chain.join("high", Position.at(100))
                .join("raised", Position.at(2).before("high"))
                .join("middle", Position.at(50))
                .join("low", Position.at(3))
                .join("ftrace", Position.at(1).before("high", "middle", "raised", "low"));

        assertThat(chain.reasons("ftrace"))
                .contains(new Reason.Raised(1, 100, List.of(before("ftrace", "high"), before("ftrace", "raised")), 50));
        assertThat(texts("ftrace"))
                .contains("priority 1, raised to 100 by 'ftrace before high' and 'ftrace before raised' (else to 50)");
    }

    @Test
    void after_holds_back_and_says_where_one_would_stand_otherwise() {
        chain.join("livepatch", Position.at(100).after("ftrace"))
                .join("net", Position.at(50))
                .join("ftrace", Position.at(1));

        assertThat(chain.reasons("livepatch"))
                .containsExactly(
                        new Reason.OwnPriority(100), new Reason.HeldBack(List.of(after("livepatch", "ftrace")), 1));
        assertThat(texts("livepatch"))
                .containsExactly("priority 100", "held back by 'livepatch after ftrace', else at place 1");
    }

    @Test
    void of_several_constraints_those_are_named_that_hold_back_and_no_other() {
        chain.join("x", Position.at(100).after("top", "first", "second"))
                .join("top", Position.at(200))
                .join("first", Position.at(2))
                .join("second", Position.at(1));

        assertThat(chain.reasons("x"))
                .containsExactly(
                        new Reason.OwnPriority(100),
                        new Reason.HeldBack(List.of(after("x", "second")), 3),
                        new Reason.Idle(after("x", "top")),
                        new Reason.Idle(after("x", "first")));
    }

    @Test
    void where_it_takes_two_to_hold_back_both_are_named() {
        chain.join("x", Position.at(100).after("low", "high"))
                .join("net", Position.at(50))
                .join("low", Position.at(1))
                .join("high", Position.at(200).after("low"));

        assertThat(chain.reasons("x"))
                .containsExactly(
                        new Reason.OwnPriority(100),
                        new Reason.HeldBack(List.of(after("x", "low"), after("x", "high")), 1));
    }

    @Test
    void who_waits_for_somebody_that_declared_it_is_not_told_where_it_would_be() {
        chain.join("livepatch").join("net").join("ftrace", Position.DEFAULT.before("livepatch"));

        assertThat(chain.reasons("livepatch"))
                .containsExactly(new Reason.OwnPriority(0), new Reason.Waits(List.of(before("ftrace", "livepatch"))));
        assertThat(texts("livepatch")).contains("had to wait for ftrace, by 'ftrace before livepatch'");
    }

    @Test
    void what_both_ends_declare_is_named_twice() {
        chain.join("b", Position.at(5).after("a"))
                .join("c", Position.at(7))
                .join("a", Position.at(1).before("b"));

        assertThat(chain.reasons("b"))
                .containsExactly(
                        new Reason.OwnPriority(5), new Reason.Waits(List.of(after("b", "a"), before("a", "b"))));
    }

    @Test
    void registration_decides_ties_and_all_equals_are_named() {
        chain.join("z").join("a").join("m").join("other", Position.at(1));

        Reason tie = new Reason.Tied(peers("z"), peers("m"));
        assertThat(chain.reasons("a")).containsExactly(new Reason.OwnPriority(0), tie);
        assertThat(texts("a")).contains("tied behind z and before m, by registration");
        assertThat(chain.reasons("other")).containsExactly(new Reason.OwnPriority(1));
    }

    @Test
    void raised_priorities_tie_too() {
        chain.join("net", Position.at(5))
                .join("kprobes", Position.at(1).before("net"))
                .join("sched", Position.at(5));

        assertThat(chain.reasons("kprobes")).contains(new Reason.Tied(peers(), peers("sched")));
    }

    @Test
    void who_was_not_free_when_the_other_came_is_not_tied_with_it() {
        chain.join("b", Position.DEFAULT.after("a")).join("a");

        assertThat(chain.reasons("a")).containsExactly(new Reason.OwnPriority(0));
        assertThat(chain.reasons("b"))
                .containsExactly(new Reason.OwnPriority(0), new Reason.HeldBack(List.of(after("b", "a")), 1));
    }

    @Test
    void somebody_in_between_who_was_not_free_is_left_out_of_a_tie() {
        chain.join("c", Position.DEFAULT.after("a")).join("a").join("b");

        assertThat(chain.reasons("a")).contains(new Reason.Tied(peers(), peers("b")));
        assertThat(chain.reasons("c")).contains(new Reason.Tied(peers(), peers("b")));
        assertThat(chain.reasons("b")).contains(new Reason.Tied(peers("a", "c"), peers()));
        assertThat(texts("b")).contains("tied behind a, c, by registration");
    }

    @Test
    void of_a_large_tie_the_nearest_are_named() {
        IntStream.range(0, 20).forEach(i -> chain.join("s" + i));

        assertThat(texts("s9"))
                .contains("tied behind s4, s5, s6, s7, s8 and 4 more and before s10, s11, s12, s13, s14 and 5 more,"
                        + " by registration");
        assertThat(texts("s0")).contains("tied before s1, s2, s3, s4, s5 and 14 more, by registration");
    }

    @Test
    void what_holds_anyway_says_so() {
        chain.join("ftrace", Position.DEFAULT.first())
                .join("livepatch", Position.at(9).after("ftrace").before("net"))
                .join("net", Position.at(3));

        assertThat(chain.reasons("livepatch"))
                .containsExactly(
                        new Reason.OwnPriority(9),
                        new Reason.Idle(after("livepatch", "ftrace")),
                        new Reason.Idle(before("livepatch", "net")));
        assertThat(texts("livepatch")).contains("'livepatch after ftrace' holds anyway");
    }

    @Test
    void ids_that_are_not_registered_are_named() {
        chain.join("livepatch", Position.DEFAULT.after("ftrcae").before("late"));

        assertThat(chain.reasons("livepatch"))
                .containsExactly(
                        new Reason.OwnPriority(0),
                        new Reason.Dormant(before("livepatch", "late"), "late"),
                        new Reason.Dormant(after("livepatch", "ftrcae"), "ftrcae"));
        assertThat(texts("livepatch")).contains("'livepatch after ftrcae' waits until ftrcae registers");
    }

    private static Reason.Peers peers(String... ids) {
        return new Reason.Peers(List.of(ids), ids.length);
    }

    private List<String> texts(String id) {
        return chain.reasons(id).stream().map(Reason::text).toList();
    }
}
