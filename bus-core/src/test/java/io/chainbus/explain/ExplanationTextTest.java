package io.chainbus.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import org.junit.jupiter.api.Test;

/** How explanations read. */
class ExplanationTextTest {

    private final Explained chain = new Explained();

    @Test
    void an_acquire_is_a_line_a_subscriber_and_how_it_is_undone() {
        chain.join("net", Position.at(5))
                .join("livepatch", Position.DEFAULT.first().after("ftrace"))
                .join("ftrace", Position.DEFAULT.first())
                .observe("audit", Position.DEFAULT.last());

        assertThat(chain.explain(ModulePhase.COMING).lines())
                .containsExactly(
                        "COMING of ext4: DESCENDING, visits 4 of 4",
                        "turn  subscriber  why",
                        "   1  ftrace      FIRST",
                        "   2  livepatch   FIRST, behind ftrace by 'livepatch after ftrace'",
                        "   3  net         priority 5",
                        "   4  audit       observer; LAST",
                        "a veto at turn n is undone by GOING, from turn n-1 back to 1, on those that accepted;"
                                + " observers never do");
        assertThat(chain.dryRun(ModulePhase.COMING, Holding.ACCEPTED)
                        .forwardOnly()
                        .explain()
                        .lines())
                .startsWith("COMING of ext4: DESCENDING, visits 4 of 4 (forward-only)")
                .endsWith("a veto at turn n is undone by GOING, from turn 1 on to n-1, on those that accepted;"
                        + " observers never do");
    }

    @Test
    void a_release_shows_places_beside_turns_and_those_left_out_below() {
        chain.join("ftrace", Position.at(3)).join("net", Position.at(2)).join("sched", Position.at(1));
        chain.up(ModulePhase.COMING, "ftrace", "sched");
        chain.leave("sched");
        chain.join("a-late-one", Position.at(1));

        assertThat(chain.explain(ModulePhase.GOING).lines())
                .containsExactly(
                        "GOING of ext4: ASCENDING, visits 1 of 3 (membership = accepted)",
                        "turn  place  subscriber  why",
                        "   1      1  ftrace      holds it by COMING; priority 3",
                        "   -      2  net         not visited: accepted nothing of it",
                        "   -      3  a-late-one  not visited: joined after its COMING",
                        "   -      -  sched       has left, and held it by COMING");
    }

    @Test
    void a_release_of_nothing_and_an_acquire_of_what_is_up_say_so() {
        chain.join("ftrace");

        assertThat(chain.explain(ModulePhase.GOING).lines())
                .containsExactly(
                        "GOING of ext4: ASCENDING, visits 0 of 1 (membership = accepted)",
                        "ext4 is not up: the walk ends as soon as it starts");

        chain.up(ModulePhase.UNFORMED, "ftrace");
        assertThat(chain.explain(ModulePhase.UNFORMED).lines())
                .containsExactly(
                        "UNFORMED of ext4: DESCENDING, visits 1 of 1",
                        "refused at its turn: 'ext4' is already up in UNFORMED: publish its release first; else it"
                                + " would be this:",
                        "turn  subscriber  why",
                        "   1  ftrace      priority 0",
                        "nobody can veto it");
    }

    @Test
    void phases_of_one_s_own_read_like_any() {
        chain.join("a", Position.at(2)).join("b", Position.at(1));
        Phase abort = Phase.release("ABORT_RATE_CHANGE", Direction.ASCENDING);

        assertThat(chain.explain(Phase.acquire("PRE_RATE_CHANGE", Direction.ASCENDING, abort))
                        .lines())
                .containsExactly(
                        "PRE_RATE_CHANGE of ext4: ASCENDING, visits 2 of 2",
                        "turn  place  subscriber  why",
                        "   1      2  b           priority 1",
                        "   2      1  a           priority 2",
                        "a veto at turn n is undone by ABORT_RATE_CHANGE, from turn n-1 back to 1, on those that"
                                + " accepted");
    }
}
