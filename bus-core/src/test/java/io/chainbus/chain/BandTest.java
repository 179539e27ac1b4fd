package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal.BandTaken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise P1: FIRST and LAST, and who may join them. */
class BandTest {

    private final TestChain chain = new TestChain();

    @Test
    void first_stands_before_and_last_behind_all_others_whatever_the_priorities() {
        chain.join("net", Position.at(1000));
        chain.join("audit", Position.at(5000).last());
        chain.join("ftrace", Position.at(-1000).first());
        chain.join("sched", Position.at(-5000));

        assertThat(chain.order()).isEqualTo("ftrace net sched audit");
    }

    @Test
    void no_priority_reaches_into_a_band() {
        chain.join("net", Position.at(Integer.MAX_VALUE));
        chain.join("audit", Position.at(Integer.MAX_VALUE).last());
        chain.join("ftrace", Position.at(Integer.MIN_VALUE).first());
        chain.join("sched", Position.at(Integer.MIN_VALUE));
        chain.join("bpf", Position.at(Integer.MAX_VALUE));

        assertThat(chain.order()).isEqualTo("ftrace net bpf sched audit");
    }

    @Test
    void a_second_member_joins_a_band_with_a_constraint_of_its_own() {
        chain.join("ftrace", Position.DEFAULT.first());
        chain.join("net", Position.at(1000));
        chain.join("livepatch", Position.at(7).first().after("ftrace"));

        assertThat(chain.order()).isEqualTo("ftrace livepatch net");
    }

    @Test
    void a_second_member_joins_a_band_with_a_constraint_of_the_one_who_is_there() {
        chain.join("audit", Position.DEFAULT.last().before("end"));
        chain.join("end", Position.at(100).last());

        assertThat(chain.order()).isEqualTo("audit end");
    }

    @Test
    void without_a_constraint_a_taken_band_is_refused() {
        chain.join("ftrace", Position.DEFAULT.first());

        assertThat(chain.refused("livepatch", Position.at(7).first().after("net")))
                .isEqualTo(new BandTaken("livepatch", Anchor.FIRST, List.of("ftrace")));
    }

    @Test
    void who_joins_a_band_is_ordered_against_each_member_directly() {
        chain.join("a", Position.DEFAULT.last());
        chain.join("b", Position.DEFAULT.last().after("a"));
        chain.join("c", Position.DEFAULT.last().after("a", "b").before("e"));

        assertThat(chain.refused("d", Position.DEFAULT.last().after("b")))
                .isEqualTo(new BandTaken("d", Anchor.LAST, List.of("a", "c")));
        chain.join("e", Position.DEFAULT.last().after("a", "b"));
        assertThat(chain.order()).isEqualTo("a b c e");

        chain.leave("b");
        assertThat(chain.order()).isEqualTo("a c e");
    }

    @Test
    void an_empty_band_takes_anyone() {
        chain.join("net");
        chain.join("ftrace", Position.DEFAULT.first());
        chain.leave("ftrace");
        chain.join("livepatch", Position.DEFAULT.first());
        assertThat(chain.order()).isEqualTo("livepatch net");

        chain.leave("livepatch");
        chain.join("sched", Position.at(1));
        assertThat(chain.order()).isEqualTo("sched net");
    }

    @Test
    void the_bands_do_not_concern_each_other() {
        chain.join("ftrace", Position.DEFAULT.first());
        chain.join("audit", Position.DEFAULT.last());

        assertThat(chain.order()).isEqualTo("ftrace audit");
    }

    @Test
    void a_constraint_along_the_bands_changes_nothing() {
        chain.join("ftrace", Position.DEFAULT.first().before("audit"));
        chain.join("net", Position.at(3).after("ftrace"));
        chain.join("sched", Position.at(5));
        chain.join("audit", Position.at(9).last().after("sched"));

        assertThat(chain.order()).isEqualTo("ftrace sched net audit");
    }
}
