package io.chainbus.explain;

import static io.chainbus.explain.Explained.after;
import static io.chainbus.explain.Explained.before;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Position;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.walk.PublishRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a walk visits, who is left out and why, and suppositions. */
class DryRunTest {

    private final Explained chain = new Explained();

    @Test
    void an_acquire_visits_whoever_is_registered_in_order() {
        chain.join("net", Position.at(1))
                .join("ftrace", Position.DEFAULT.first())
                .observe("audit", Position.at(3));

        Explanation coming = chain.explain(ModulePhase.COMING);

        assertThat(coming.turn()).isEqualTo(new Turn.Starts());
        assertThat(coming.version()).isEqualTo(3);
        assertThat(Explained.order(coming)).isEqualTo("ftrace audit net");
        assertThat(coming.visited())
                .extracting(Place::attendance)
                .containsExactly(new Attendance.Registered(), new Attendance.Observes(), new Attendance.Registered());
    }

    @Test
    void who_accepted_when_it_joined_holds_like_the_others_and_is_missed_when_it_has_left() {
        chain.join("a", Position.at(9));
        chain.up(ModulePhase.COMING, "a");
        chain.join("late", Position.at(5)).join("gone", Position.at(3));
        chain.latecomer(ModulePhase.COMING, "late");
        chain.latecomer(ModulePhase.COMING, "gone");
        chain.leave("gone");

        Explanation going = chain.explain(ModulePhase.GOING);

        assertThat(Explained.order(going)).isEqualTo("late a");
        assertThat(going.visited()).extracting(Place::attendance).containsOnly(new Attendance.Holds(List.of("COMING")));
        assertThat(going.departed()).containsExactly(new Departed("gone", List.of("COMING")));
    }

    @Test
    void the_same_dry_run_tells_whom_a_release_visits_under_either_setting() {
        chain.join("a", Position.at(9)).join("b", Position.at(5));
        chain.up(ModulePhase.COMING, "b");
        DryRun accepted = chain.dryRun(ModulePhase.GOING, Holding.ACCEPTED);
        DryRun current = chain.dryRun(ModulePhase.GOING, Holding.CURRENT);

        assertThat(accepted.under(Holding.CURRENT).explain()).isEqualTo(current.explain());
        assertThat(current.under(Holding.ACCEPTED).explain()).isEqualTo(accepted.explain());
        assertThat(Explained.order(current.explain())).isEqualTo("b a");
    }

    @Test
    void a_release_visits_the_holders_in_the_mirror_order_and_says_why_the_others_are_left_out() {
        chain.join("ftrace", Position.DEFAULT.first())
                .join("kprobes", Position.at(9))
                .join("net", Position.at(5))
                .join("livepatch", Position.at(3))
                .observe("audit", Position.at(1));
        chain.up(ModulePhase.UNFORMED, "ftrace", "kprobes");
        chain.up(ModulePhase.COMING, "kprobes", "livepatch", "ftrace");
        chain.leave("kprobes");
        chain.join("late", Position.at(4)).join("kprobes", Position.at(2));

        Explanation going = chain.explain(ModulePhase.GOING);

        assertThat(going.visited())
                .extracting(Place::turn, Place::place, Place::subscriber, Place::attendance)
                .containsExactly(
                        tuple(1, 6, "audit", new Attendance.Observes()),
                        tuple(2, 4, "livepatch", new Attendance.Holds(List.of("COMING"))),
                        tuple(3, 1, "ftrace", new Attendance.Holds(List.of("UNFORMED", "COMING"))));
        Absence.Why later = new Absence.Why.JoinedLater(List.of("UNFORMED", "COMING"));
        assertThat(going.absent())
                .containsExactly(
                        new Absence("net", 2, new Absence.Why.AcceptedNothing()),
                        new Absence("late", 3, later),
                        new Absence("kprobes", 5, later));
        assertThat(going.departed()).containsExactly(new Departed("kprobes", List.of("UNFORMED", "COMING")));
    }

    @Test
    void who_is_away_is_answered_for_in_the_place_that_is_kept_for_it() {
        chain.join("net", Position.at(5)).away("d", Position.at(3)).join("late", Position.at(4));
        chain.up(ModulePhase.COMING, "net", "d");

        assertThat(chain.explain(ModulePhase.LIVE).visited())
                .extracting(Place::subscriber, Place::text)
                .containsExactly(
                        tuple("net", "priority 5"),
                        tuple("late", "priority 4"),
                        tuple("d", "away: its place is kept, and its policy answers; priority 3"));
        assertThat(chain.explain(ModulePhase.GOING).visited())
                .extracting(Place::attendance)
                .containsExactly(
                        new Attendance.Away(new Attendance.Holds(List.of("COMING"))),
                        new Attendance.Holds(List.of("COMING")));
        assertThat(new Attendance.Away(new Attendance.Observes()).observes()).isTrue();
        assertThat(new Attendance.Away(new Attendance.Registered()).observes()).isFalse();
        assertThat(chain.explain(ModulePhase.COMING).undoneByVetoAt(3))
                .extracting(Place::subscriber)
                .containsExactly("late", "net");
    }

    @Test
    void with_current_membership_a_release_visits_whoever_is_registered() {
        chain.join("a").join("b");
        chain.up(ModulePhase.COMING, "a");

        Explanation going = chain.dryRun(ModulePhase.GOING, Holding.CURRENT).explain();

        assertThat(Explained.order(going)).isEqualTo("b a");
        assertThat(going.visited())
                .extracting(Place::attendance)
                .containsExactly(new Attendance.Current(), new Attendance.Holds(List.of("COMING")));
        assertThat(going.absent()).isEmpty();
    }

    @Test
    void a_release_of_a_key_that_is_not_up_visits_nobody() {
        chain.join("a").observe("audit", Position.DEFAULT);

        for (Holding holding : Holding.values()) {
            Explanation going = chain.dryRun(ModulePhase.GOING, holding).explain();
            assertThat(going.turn()).isEqualTo(new Turn.NothingUp());
            assertThat(going.visited()).isEmpty();
            assertThat(going.absent()).extracting(Absence::why).containsOnly(new Absence.Why.NotUp());
        }
    }

    @Test
    void an_acquire_of_what_is_up_is_explained_as_refused() {
        chain.join("a");
        chain.up(ModulePhase.COMING, "a");

        Explanation coming = chain.explain(ModulePhase.COMING);

        assertThat(coming.turn())
                .isEqualTo(new Turn.Refused(new PublishRefusal.AlreadyUp(Explained.KEY, ModulePhase.COMING)));
        assertThat(Explained.order(coming)).isEqualTo("a");
    }

    @Test
    void a_veto_is_undone_from_its_turn_back_and_not_on_observers() {
        chain.join("d", Position.at(1))
                .join("c", Position.at(2))
                .observe("b", Position.at(3))
                .join("a", Position.at(4));

        DryRun coming = chain.dryRun(ModulePhase.COMING, Holding.ACCEPTED);

        assertThat(coming.explain().undoneByVetoAt(4))
                .extracting(Place::subscriber)
                .containsExactly("c", "a");
        assertThat(coming.explain().undoneByVetoAt(1)).isEmpty();
        assertThat(coming.forwardOnly().explain().undoneByVetoAt(4))
                .extracting(Place::subscriber)
                .containsExactly("a", "c");
        assertThat(chain.explain(ModulePhase.LIVE).undoneByVetoAt(4)).isEmpty();
        assertThatThrownBy(() -> coming.explain().undoneByVetoAt(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void forward_only_goes_the_way_of_coming_whatever_the_phase() {
        chain.join("a", Position.at(2)).join("b", Position.at(1));
        chain.up(ModulePhase.COMING, "a", "b");

        DryRun going = chain.dryRun(ModulePhase.GOING, Holding.ACCEPTED);

        assertThat(Explained.order(going.explain())).isEqualTo("b a");
        assertThat(going.explain().heading()).isEqualTo(Direction.ASCENDING);
        assertThat(Explained.order(going.forwardOnly().explain())).isEqualTo("a b");
        assertThat(going.forwardOnly().explain().heading()).isEqualTo(Direction.DESCENDING);
    }

    @Test
    void a_supposition_reorders_and_leaves_holds_alone() {
        chain.join("livepatch", Position.at(9).after("ftrace"))
                .join("ftrace", Position.at(1))
                .join("net", Position.at(5));
        chain.up(ModulePhase.COMING, "livepatch", "ftrace");
        DryRun going = chain.dryRun(ModulePhase.GOING, Holding.ACCEPTED);

        DryRun without = Explained.possible(going.supposing(List.of(after("livepatch", "ftrace")), List.of()));
        DryRun turned = Explained.possible(
                going.supposing(List.of(after("livepatch", "ftrace")), List.of(before("livepatch", "ftrace"))));
        DryRun with = Explained.possible(going.supposing(List.of(), List.of(before("ftrace", "net"))));

        assertThat(Explained.order(going.explain())).isEqualTo("livepatch ftrace");
        assertThat(Explained.order(without.explain())).isEqualTo("ftrace livepatch");
        assertThat(Explained.order(turned.explain())).isEqualTo("ftrace livepatch");
        assertThat(with.explain().absent()).extracting(Absence::place).containsExactly(3);
    }

    @Test
    void what_cannot_be_supposed_says_why() {
        chain.join("ftrace", Position.DEFAULT.first())
                .join("livepatch", Position.DEFAULT.first().after("ftrace"))
                .join("net");
        DryRun dryRun = chain.dryRun(ModulePhase.COMING, Holding.ACCEPTED);
        Constraint declared = after("livepatch", "ftrace");

        assertThat(dryRun.supposing(List.of(declared), List.of()))
                .isEqualTo(new Supposition.Refused(
                        new RegistrationRefusal.BandTaken("livepatch", Anchor.FIRST, List.of("ftrace"))));
        assertThat(dryRun.supposing(List.of(), List.of(before("net", "ftrace"))))
                .isInstanceOf(Supposition.Refused.class);
        assertThat(dryRun.supposing(List.of(before("ftrace", "livepatch")), List.of()))
                .isEqualTo(new Supposition.NotDeclared(before("ftrace", "livepatch"), List.of(declared)))
                .extracting(impossible -> ((Supposition.Impossible) impossible).message())
                .isEqualTo("nobody has declared 'ftrace before livepatch', but there is 'livepatch after ftrace'");
        assertThat(dryRun.supposing(List.of(), List.of(declared)))
                .isEqualTo(new Supposition.DeclaredAlready(declared))
                .extracting(impossible -> ((Supposition.Impossible) impossible).message())
                .isEqualTo("'livepatch after ftrace' is declared already");
        assertThat(dryRun.supposing(List.of(), List.of(after("nobody", "net"))))
                .isEqualTo(new Supposition.NotRegistered(after("nobody", "net"), "nobody"))
                .extracting(impossible -> ((Supposition.Impossible) impossible).message())
                .isEqualTo("'nobody after net' is for 'nobody' to declare, which is not registered");
        Constraint band = new Constraint("ftrace", "net", Constraint.Reason.BAND);
        assertThatThrownBy(() -> dryRun.supposing(List.of(band), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
