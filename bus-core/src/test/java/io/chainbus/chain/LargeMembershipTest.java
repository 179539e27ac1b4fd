package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Memberships at which anything quadratic, or a recursion as deep as the chain is long, would show. */
class LargeMembershipTest {

    private static final int MANY = 50_000;

    private final Membership<Integer> membership = new Membership<>();

    @Test
    void strangers_come_and_go_without_any_ordering() {
        SplittableRandom random = new SplittableRandom(1);
        List<Member<Integer>> members = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            members.add(join(number, Position.at(random.nextInt(50_000))));
        }
        members.sort(Comparator.<Member<Integer>>comparingInt(
                        member -> member.position().priority())
                .reversed());
        assertThat(membership.route().descending()).isEqualTo(members);

        List<Member<Integer>> leaving = new ArrayList<>(members);
        Collections.shuffle(leaving, new Random(1));
        leaving.forEach(membership::remove);
        assertThat(membership.route().isEmpty()).isTrue();
        Invariants.check(membership);
    }

    @Test
    void many_stand_behind_one() {
        for (int number = 1; number <= MANY; number++) {
            join(number, Position.at(number % 10).after("s0"));
        }
        Member<Integer> hub = join(0, Position.at(-1).before("s" + MANY));

        Route<Integer> route = membership.route();
        assertThat(route.member(0)).isSameAs(hub);
        assertThat(route.member(1).subscriber()).isEqualTo(9);
        assertThat(route.indexOf(hub)).isZero();
        assertThat(route.indexOf(route.member(MANY))).isEqualTo(MANY);
    }

    @Test
    void each_stands_before_the_one_who_came_before() {
        for (int number = 0; number < MANY; number++) {
            join(number, Position.at(-number).before("s" + (number - 1)));
        }
        Admission<Integer> closing = membership.admit(new Candidate<>(
                "last", Position.DEFAULT.before("s" + (MANY - 1)).after("s0"), false, -1));

        Route<Integer> route = membership.route();
        assertThat(route.member(0).subscriber()).isEqualTo(MANY - 1);
        assertThat(route.member(MANY - 1).subscriber()).isZero();
        assertThat(cycle(closing)).hasSize(MANY + 1);
    }

    @Test
    void joining_between_two_does_not_look_at_the_many_behind_one_of_them() {
        Member<Integer> hub = join(0, Position.at(5));
        for (int number = 1; number <= MANY; number++) {
            join(number, Position.at(1).after("s0"));
        }
        join(-1, Position.at(1));
        for (int number = -2; number > -10_000; number--) {
            join(number, Position.at(2).after("s-1").before("s0"));
        }

        assertThat(membership.route().indexOf(hub)).isEqualTo(9_999);
    }

    @Test
    void a_search_for_a_cycle_looks_at_each_member_once_however_many_ways_lead_there() {
        int levels = 100;
        for (int number = 0; number < 2 * levels; number += 2) {
            Position position = Position.DEFAULT.before("s" + (number + 2), "s" + (number + 3));
            join(number, position);
            join(number + 1, position);
        }
        Admission<Integer> closing = membership.admit(
                new Candidate<>("last", Position.DEFAULT.before("s0", "s1").after("s198", "s199"), false, -1));

        assertThat(cycle(closing)).hasSize(levels + 1);
    }

    private static List<Constraint> cycle(Admission<Integer> admission) {
        return ((RegistrationRefusal.Cycle) ((Admission.Refused<Integer>) admission).refusal()).cycle();
    }

    private Member<Integer> join(int number, Position position) {
        return ((Admission.Admitted<Integer>) membership.admit(new Candidate<>("s" + number, position, false, number)))
                .member();
    }
}
