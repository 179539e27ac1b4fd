package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise P1: priorities, constraints, ties. */
class OrderTest {

    private final TestChain chain = new TestChain();

    @Test
    void higher_priority_comes_first() {
        chain.join("low", Position.at(-5));
        chain.join("high", Position.at(10));
        chain.join("middle");
        chain.join("highest", Position.at(Integer.MAX_VALUE));
        chain.join("lowest", Position.at(Integer.MIN_VALUE));

        assertThat(chain.order()).isEqualTo("highest high middle low lowest");
    }

    @Test
    void among_equals_the_earliest_registered_comes_first() {
        chain.join("z");
        chain.join("a");
        chain.join("m");

        assertThat(chain.order()).isEqualTo("z a m");
    }

    @Test
    void who_comes_back_is_the_latest_registered() {
        chain.join("a");
        chain.join("b");
        chain.leave("a");
        chain.join("a");

        assertThat(chain.order()).isEqualTo("b a");
    }

    @Test
    void livepatch_stands_behind_ftrace_whatever_their_numbers() {
        chain.join("livepatch", Position.at(100).after("ftrace"));
        chain.join("ftrace", Position.at(1));
        chain.join("net", Position.at(50));

        assertThat(chain.order()).isEqualTo("net ftrace livepatch");
    }

    @Test
    void before_raises_one_to_the_priority_of_whom_one_must_precede() {
        chain.join("net", Position.at(50));
        chain.join("livepatch", Position.at(100));
        chain.join("ftrace", Position.at(1).before("livepatch"));

        assertThat(chain.order()).isEqualTo("ftrace livepatch net");
    }

    @Test
    void before_raises_transitively_and_across_bands() {
        chain.join("net", Position.at(50));
        chain.join("end", Position.at(60).last());
        chain.join("c", Position.at(3).before("end"));
        chain.join("b", Position.at(2).before("c"));
        chain.join("a", Position.at(1).before("b"));

        assertThat(chain.order()).isEqualTo("a b c net end");
    }

    @Test
    void after_raises_nobody() {
        chain.join("high", Position.at(100).after("a"));
        chain.join("b", Position.at(2));
        chain.join("a", Position.at(1).before("c"));
        chain.join("c", Position.at(1).after("a"));

        assertThat(chain.order()).isEqualTo("b a high c");
    }

    @Test
    void before_raises_up_to_an_after_and_no_further() {
        chain.join("high", Position.at(100).after("b"));
        chain.join("middle", Position.at(50));
        chain.join("b", Position.at(2));
        chain.join("a", Position.at(1).before("b"));

        assertThat(chain.order()).isEqualTo("middle a b high");
    }

    @Test
    void ids_that_are_not_registered_are_ignored_until_they_are() {
        chain.join("a", Position.at(1).before("late"));
        chain.join("b", Position.at(2).after("late"));
        chain.join("c", Position.at(3));
        assertThat(chain.order()).isEqualTo("c b a");

        chain.join("late", Position.at(9));
        assertThat(chain.order()).isEqualTo("a late c b");

        chain.leave("late");
        assertThat(chain.order()).isEqualTo("c b a");
    }

    @Test
    void a_constraint_that_both_sides_declare_counts_once() {
        chain.join("b", Position.at(5).after("a"));
        chain.join("a", Position.at(1).before("b"));
        chain.join("c", Position.at(3));

        assertThat(chain.order()).isEqualTo("a b c");
    }

    @Test
    void a_stranger_does_not_come_between_one_who_was_held_back_and_whom_he_waited_for() {
        chain.join("kprobes", Position.at(10));
        chain.join("livepatch", Position.at(50).after("kprobes"));
        chain.join("net", Position.at(5));
        assertThat(chain.order()).isEqualTo("kprobes livepatch net");

        chain.join("audit", Position.at(10));
        chain.join("perf", Position.at(20));
        assertThat(chain.order()).isEqualTo("perf kprobes livepatch audit net");

        chain.leave("audit");
        chain.leave("perf");
        chain.join("bpf", Position.at(7));
        assertThat(chain.order()).isEqualTo("kprobes livepatch bpf net");
    }

    @Test
    void the_order_does_not_depend_on_when_it_was_asked_for() {
        TestChain asked = new TestChain();
        TestChain notAsked = new TestChain();
        for (String id : List.of("e", "d", "c", "b", "a")) {
            Position position = Position.at(id.charAt(0) % 3).after("c").before("b");
            Position mine = id.equals("c") ? Position.at(1) : id.equals("b") ? Position.at(2) : position;
            asked.join(id, mine);
            asked.order();
            notAsked.join(id, mine);
        }

        assertThat(asked.order()).isEqualTo(notAsked.order()).isEqualTo("c e d a b");
    }
}
