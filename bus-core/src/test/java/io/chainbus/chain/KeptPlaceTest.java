package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chainbus.chain.RegistrationRefusal.DuplicateId;
import io.chainbus.chain.RegistrationRefusal.PlaceKept;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Promise P3c: the places of durable members that are away. */
class KeptPlaceTest {

    private static final Position POSITION =
            Position.at(5).unique(true).first().before("y").after("x", "z");

    private final Membership<String> membership = new Membership<>();

    private Member<String> admit(String id, Position position, boolean durable) {
        return admitted(membership.admit(new Candidate<>(id, position, false, durable, "first " + id)));
    }

    private static Candidate<String> next(String id, Position position) {
        return new Candidate<>(id, position, false, true, "next " + id);
    }

    private static Member<String> admitted(Admission<String> admission) {
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return ((Admission.Admitted<String>) admission).member();
    }

    private static RegistrationRefusal refused(Admission<String> admission) {
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        return ((Admission.Refused<String>) admission).refusal();
    }

    @Test
    void who_comes_back_is_the_same_member_with_somebody_else_behind_it() {
        Member<String> kept = admit("d", Position.DEFAULT, true);
        admit("later", Position.DEFAULT, false);
        Route<String> before = membership.route();
        membership.goesAway(kept);
        assertThat(membership.isAway(kept)).isTrue();
        assertThat(membership.route()).isSameAs(before);
        Member<String> reservation = admitted(membership.reserve(next("d", Position.DEFAULT)));
        assertThat(reservation).isNotSameAs(kept);
        assertThat(membership.resumedBy(reservation)).contains(kept);
        assertThat(membership.returning(kept)).contains(reservation);
        assertThat(membership.isAway(kept)).isTrue();
        Admission.Admitted<String> back = membership.confirm(reservation);
        assertThat(back.member()).isSameAs(kept);
        assertThat(back.version()).isEqualTo(2);
        assertThat(membership.isAway(kept)).isFalse();
        assertThat(membership.returning(kept)).isEmpty();
        assertThat(kept.subscriber()).isEqualTo("next d");
        Invariants.check(membership);
    }

    @Test
    void routes_of_before_keep_who_stood_there_then() {
        Member<String> kept = admit("d", Position.DEFAULT, true);
        Route<String> before = membership.route();
        membership.goesAway(kept);
        membership.confirm(admitted(membership.reserve(next("d", Position.DEFAULT))));
        Route<String> since = membership.route();
        assertThat(since).isNotSameAs(before);
        assertThat(since.version()).isEqualTo(before.version());
        assertThat(before.subscriber(0)).isEqualTo("first d");
        assertThat(since.subscriber(0)).isEqualTo("next d");
        assertThat(since.indexOf(before.member(0))).isZero();
        assertThat(membership.route()).isSameAs(since);
    }

    @Test
    void it_has_to_be_like_the_one_before_and_is_told_how_that_was() {
        admit("x", Position.DEFAULT.first(), false);
        membership.goesAway(admit("d", POSITION, true));
        PlaceKept kept = new PlaceKept("d", POSITION, false);
        assertThat(kept.message())
                .isEqualTo("'d' is away and its place is kept: come back durable and as it was (priority 5, unique,"
                        + " FIRST, before y, after x, after z), or unregister it first");
        assertThat(new PlaceKept("d", Position.DEFAULT, true).message()).contains("(priority 0, observer)");
        for (Candidate<String> other : List.of(
                new Candidate<>("d", POSITION, false, false, ""),
                new Candidate<>("d", POSITION, true, true, ""),
                new Candidate<>("d", POSITION.priority(6), false, true, ""),
                new Candidate<>("d", POSITION.after("w"), false, true, ""))) {
            assertThat(membership.resumes(other)).isFalse();
            assertThat(membership.couldResume(other)).isFalse();
            assertThat(refused(membership.reserve(other))).isEqualTo(kept);
            assertThat(refused(membership.admit(other))).isEqualTo(kept);
        }
        // The same ids in another order are the same constraints.
        assertThat(membership.resumes(
                        next("d", new Position(5, true, Anchor.FIRST, POSITION.before(), Set.of("z", "x")))))
                .isTrue();
    }

    @Test
    void while_it_is_there_or_somebody_is_coming_back_for_it_the_id_is_taken() {
        Member<String> kept = admit("d", Position.DEFAULT, true);
        Candidate<String> next = next("d", Position.DEFAULT);
        assertThat(membership.couldResume(next)).isTrue();
        assertThat(membership.resumes(next)).isFalse();
        assertThat(refused(membership.reserve(next))).isEqualTo(new DuplicateId("d"));
        membership.goesAway(kept);
        Member<String> reservation = admitted(membership.reserve(next));
        assertThat(membership.resumes(next)).isFalse();
        assertThat(membership.couldResume(next)).isTrue();
        assertThat(refused(membership.reserve(next))).isEqualTo(new DuplicateId("d"));
        membership.giveUp(reservation);
        assertThat(membership.resumes(next)).isTrue();
        assertThat(membership.isAway(kept)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> membership.giveUp(reservation));
    }

    @Test
    void its_place_is_in_everybodys_way_while_it_is_away_and_in_nobodys_when_it_has_left() {
        Member<String> kept = admit("d", Position.at(3).unique(true), true);
        membership.goesAway(kept);
        assertThat(refused(membership.admit(new Candidate<>("e", Position.at(3), false, ""))))
                .isEqualTo(new RegistrationRefusal.PriorityTaken("e", 3, "d"));
        membership.remove(kept);
        assertThat(membership.isAway(kept)).isFalse();
        assertThat(membership.resumes(next("d", Position.at(3).unique(true)))).isFalse();
        admit("e", Position.at(3), false);
        assertThat(admit("d", Position.at(4), false)).isNotSameAs(kept);
    }

    @Test
    void when_it_has_left_who_was_coming_back_for_it_has_no_place_and_the_id_is_free_when_that_is_settled() {
        Member<String> kept = admit("d", Position.DEFAULT, true);
        membership.goesAway(kept);
        Candidate<String> next = next("d", Position.DEFAULT);
        Member<String> late = admitted(membership.reserve(next));
        membership.remove(kept);
        assertThat(membership.resumedBy(late)).contains(kept);
        assertThat(refused(membership.admit(next))).isEqualTo(new DuplicateId("d"));
        membership.giveUp(late);
        assertThat(admitted(membership.admit(next))).isNotSameAs(kept);
        Member<String> again = membership.find("d").orElseThrow();
        membership.goesAway(again);
        Member<String> later = admitted(membership.reserve(next));
        membership.remove(again);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> membership.confirm(later))
                .withMessageContaining("has left");
    }

    @Test
    void only_those_who_are_durable_and_there_go_away() {
        Member<String> plain = admit("plain", Position.DEFAULT, false);
        assertThatIllegalArgumentException().isThrownBy(() -> membership.goesAway(plain));
        Member<String> gone = admit("d", Position.DEFAULT, true);
        membership.remove(gone);
        assertThatIllegalArgumentException().isThrownBy(() -> membership.goesAway(gone));
        assertThat(membership.isAway(gone)).isFalse();
    }
}
