package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {

    private final TestChain chain = new TestChain();
    private final Member<String> sched = chain.join("sched", Position.at(1));
    private final Member<String> net = chain.join("net", Position.at(2));
    private final Member<String> audit = chain.join("audit", Position.at(0));
    private final Route<String> route = chain.membership.route();

    @Test
    void indices_count_in_descending_order() {
        assertThat(route.size()).isEqualTo(3);
        assertThat(route.isEmpty()).isFalse();
        assertThat(route.member(0)).isSameAs(net);
        assertThat(route.member(2)).isSameAs(audit);
        assertThatThrownBy(() -> route.member(3)).isInstanceOf(IndexOutOfBoundsException.class);
        for (int index = 0; index < route.size(); index++) {
            assertThat(route.indexOf(route.member(index))).isEqualTo(index);
        }
    }

    @Test
    void who_is_not_on_the_route_has_no_index() {
        chain.membership.remove(sched);
        Member<String> back = chain.join("sched", Position.at(1));

        assertThat(route.indexOf(back)).isEqualTo(-1);
        assertThat(route.indexOf(sched)).isEqualTo(1);
        assertThat(chain.membership.route().indexOf(sched)).isEqualTo(-1);
    }

    @Test
    void ascending_is_the_exact_mirror_of_descending() {
        assertThat(route).containsExactly(net, sched, audit);
        assertThat(route.descending()).isEqualTo(List.of(net, sched, audit));
        assertThat(route.ascending()).isEqualTo(List.of(audit, sched, net));
        assertThat(route.ascending().stream()).containsExactly(audit, sched, net);
        assertThat(route).hasToString("version 3: [net#2, sched#1, audit#3]");
    }

    @Test
    void a_route_cannot_be_changed() {
        assertThatThrownBy(() -> route.descending().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> route.ascending().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> {
                    var members = route.iterator();
                    members.next();
                    members.remove();
                })
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
