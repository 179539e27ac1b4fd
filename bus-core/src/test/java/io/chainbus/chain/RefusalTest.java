package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal.BandTaken;
import io.chainbus.chain.RegistrationRefusal.Cycle;
import io.chainbus.chain.RegistrationRefusal.DuplicateId;
import io.chainbus.chain.RegistrationRefusal.PriorityTaken;
import org.junit.jupiter.api.Test;

/** Promise P11: what a refusal says, and which one is said where several apply. */
class RefusalTest {

    private final TestChain chain = new TestChain();

    @Test
    void an_id_is_registered_once() {
        chain.join("net", Position.at(10));

        RegistrationRefusal refusal = chain.refused("net", Position.at(20));
        assertThat(refusal).isEqualTo(new DuplicateId("net"));
        assertThat(refusal.message())
                .isEqualTo("'net' is registered already: unregister it first, or choose another id");
    }

    @Test
    void a_taken_priority_says_who_has_it_and_what_else_to_do() {
        chain.join("net", Position.at(10).unique(true));

        assertThat(chain.refused("sched", Position.at(10)).message())
                .isEqualTo("'sched' cannot have priority 10, which 'net' has and one of the two wants to be unique:"
                        + " choose another priority, or let neither ask for unique and say before or after 'net'");
    }

    @Test
    void a_taken_band_says_whom_to_be_ordered_against() {
        chain.join("ftrace", Position.DEFAULT.first().before("livepatch"));
        chain.join("livepatch", Position.DEFAULT.first());

        assertThat(chain.refused("kprobes", Position.DEFAULT.first()).message())
                .isEqualTo("'kprobes' cannot be FIRST beside 'ftrace', 'livepatch' without saying which comes first:"
                        + " add before or after for each of them, or drop the anchor");
    }

    @Test
    void a_cycle_says_who_declared_what() {
        chain.join("a", Position.DEFAULT.before("b"));
        chain.join("c", Position.DEFAULT.first());

        assertThat(chain.refused("b", Position.DEFAULT.before("a")).message())
                .isEqualTo("'b' cannot stand anywhere, since these contradict each other:"
                        + " b before a, a before b; drop one of them");
        assertThat(chain.refused(
                                "b",
                                Position.DEFAULT.last().before("d").after("a").before("c"))
                        .message())
                .isEqualTo("'b' cannot stand anywhere, since these contradict each other:"
                        + " b before c, c before b by its band; drop one of them");
        assertThat(new Constraint("a", "b", Constraint.Reason.AFTER)).hasToString("b after a");
    }

    @Test
    void where_several_reasons_apply_the_first_of_the_list_is_said() {
        chain.join("ftrace", Position.at(1).first());
        Position wrong = Position.at(1).first().unique(true).after("kprobes");

        assertThat(chain.refused("ftrace", wrong)).isInstanceOf(DuplicateId.class);
        assertThat(chain.refused("kprobes", wrong)).isInstanceOf(PriorityTaken.class);
        assertThat(chain.refused("kprobes", wrong.priority(2))).isInstanceOf(BandTaken.class);
        assertThat(chain.refused("kprobes", wrong.priority(2).after("ftrace"))).isInstanceOf(Cycle.class);
    }
}
