package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal.PriorityTaken;
import org.junit.jupiter.api.Test;

class UniquePriorityTest {

    private final TestChain chain = new TestChain();

    @Test
    void who_asks_for_a_unique_priority_is_refused_where_somebody_has_it() {
        chain.join("other", Position.at(11));
        chain.join("net", Position.at(10));
        chain.join("audit", Position.at(10));

        assertThat(chain.refused("sched", Position.at(10).unique(true)))
                .isEqualTo(new PriorityTaken("sched", 10, "net"));
        chain.leave("net");
        assertThat(chain.refused("sched", Position.at(10).unique(true)))
                .isEqualTo(new PriorityTaken("sched", 10, "audit"));
    }

    @Test
    void who_has_a_unique_priority_keeps_it_for_itself() {
        chain.join("net", Position.at(10).unique(true));

        assertThat(chain.refused("sched", Position.at(10))).isEqualTo(new PriorityTaken("sched", 10, "net"));
        chain.join("audit", Position.at(9));
        assertThat(chain.order()).isEqualTo("net audit");
    }

    @Test
    void a_unique_priority_is_free_again_when_its_holder_has_left() {
        chain.join("net", Position.at(10).unique(true));
        chain.leave("net");
        chain.join("sched", Position.at(10).unique(true));

        assertThat(chain.order()).isEqualTo("sched");
    }

    @Test
    void a_priority_is_unique_within_its_band() {
        chain.join("ftrace", Position.at(10).unique(true).first());
        chain.join("audit", Position.at(10).unique(true).last());
        chain.join("net", Position.at(10).unique(true));

        assertThat(chain.order()).isEqualTo("ftrace net audit");
        assertThat(chain.refused("livepatch", Position.at(10).first().after("ftrace")))
                .isEqualTo(new PriorityTaken("livepatch", 10, "ftrace"));
    }

    @Test
    void ones_own_priority_counts_and_not_the_one_it_was_raised_to() {
        chain.join("livepatch", Position.at(10).unique(true));
        chain.join("ftrace", Position.at(1).before("livepatch"));

        assertThat(chain.order()).isEqualTo("ftrace livepatch");
    }
}
