package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private final TestChain chain = new TestChain();
    private final Membership<String> membership = chain.membership;

    @Test
    void a_new_chain_is_empty_at_version_0() {
        assertThat(membership.version()).isZero();
        assertThat(membership.size()).isZero();
        assertThat(membership.find("net")).isEmpty();
        assertThat(membership.route().isEmpty()).isTrue();
        assertThat(membership.route().version()).isZero();
        assertThat(membership.descending()).isEmpty();
        assertThat(membership.ascending()).isEmpty();
    }

    @Test
    void the_version_grows_by_one_with_each_change_and_with_changes_only() {
        Member<String> net = chain.join("net");
        assertThat(membership.version()).isEqualTo(1);
        chain.join("sched");
        chain.refused("net", Position.DEFAULT);
        chain.order();
        assertThat(membership.version()).isEqualTo(2);
        assertThat(membership.remove(net)).isEqualTo(3);
        assertThat(membership.version()).isEqualTo(3);
    }

    @Test
    void a_member_carries_what_its_candidate_said() {
        Position position = Position.at(4).after("net");
        Admission<String> admission = membership.admit(new Candidate<>("probe", position, true, "the subscriber"));

        Member<String> member = ((Admission.Admitted<String>) admission).member();
        assertThat(member.id()).isEqualTo("probe");
        assertThat(member.position()).isEqualTo(position);
        assertThat(member.observer()).isTrue();
        assertThat(member.subscriber()).isEqualTo("the subscriber");
        assertThat(chain.join("net").observer()).isFalse();
    }

    @Test
    void sequences_grow_and_are_never_used_again() {
        Member<String> first = chain.join("net");
        chain.refused("net", Position.DEFAULT);
        membership.remove(first);
        Member<String> second = chain.join("net");

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second).isNotEqualTo(first).hasToString("net#2");
    }

    @Test
    void who_is_not_a_member_cannot_be_removed() {
        Member<String> left = chain.join("net");
        membership.remove(left);
        chain.join("net");
        Member<String> elsewhere = new TestChain().join("net");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> membership.remove(left))
                .withMessageContaining("net#1");
        assertThatIllegalArgumentException().isThrownBy(() -> membership.remove(elsewhere));
        assertThat(membership.version()).isEqualTo(3);
        assertThat(chain.order()).isEqualTo("net");
    }

    @Test
    void routes_are_made_once_a_version_and_never_change() {
        chain.join("net", Position.at(1));
        Route<String> before = membership.route();
        assertThat(membership.route()).isSameAs(before);

        chain.join("ftrace", Position.at(2).before("net"));
        chain.leave("net");

        assertThat(membership.route().version()).isEqualTo(3);
        assertThat(TestChain.ids(membership.route())).containsExactly("ftrace");
        assertThat(before.version()).isEqualTo(1);
        assertThat(TestChain.ids(before)).containsExactly("net");
    }

    @Test
    void the_list_can_be_walked_both_ways_while_everyone_leaves() {
        for (String id : List.of("a", "b", "c", "d")) {
            chain.join(id);
        }
        List<String> left = new ArrayList<>();
        for (Member<String> member : membership.ascending()) {
            left.add(member.id());
            membership.remove(member);
        }
        assertThat(left).containsExactly("d", "c", "b", "a");
        assertThat(membership.size()).isZero();
        Invariants.check(membership);
    }

    @Test
    void a_walk_goes_on_from_where_it_stands_past_those_who_left_meanwhile() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            chain.join(id);
        }
        Iterator<Member<String>> down = membership.descending().iterator();
        Iterator<Member<String>> up = membership.ascending().iterator();
        down.next();
        assertThat(down.next().id()).isEqualTo("b");
        assertThat(up.next().id()).isEqualTo("e");
        for (String id : List.of("b", "c", "d")) {
            chain.leave(id);
        }
        chain.join("f");
        chain.leave("e");

        assertThat(down.next().id()).isEqualTo("f");
        assertThat(down.hasNext()).isFalse();
        assertThatThrownBy(down::next).isInstanceOf(NoSuchElementException.class);
        assertThat(up.next().id()).isEqualTo("a");
        assertThat(up.hasNext()).isFalse();
    }

    @Test
    void each_iteration_begins_with_the_order_of_its_moment() {
        Iterable<Member<String>> descending = membership.descending();
        Iterable<Member<String>> ascending = membership.ascending();
        chain.join("net", Position.at(9));
        chain.join("ftrace", Position.DEFAULT.before("net"));
        assertThat(TestChain.ids(descending)).containsExactly("ftrace", "net");

        chain.join("kprobes", Position.DEFAULT.before("ftrace"));
        assertThat(TestChain.ids(ascending)).containsExactly("net", "ftrace", "kprobes");
    }

    @Test
    void who_has_left_keeps_nobody_else_alive() {
        Member<String> net = chain.join("net");
        chain.join("sched");
        membership.remove(net);

        assertThat(net.node.isLinked()).isFalse();
        assertThat(net.node.next == net.node && net.node.prev == net.node).isTrue();
    }
}
