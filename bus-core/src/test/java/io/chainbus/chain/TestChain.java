package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;

/** A membership for scenarios: short to write, and checked against {@link Invariants} after each step. */
final class TestChain {

    final Membership<String> membership = new Membership<>();

    /** Joins at priority 0. */
    Member<String> join(String id) {
        return join(id, Position.DEFAULT);
    }

    Member<String> join(String id, Position position) {
        long before = membership.version();
        Admission<String> admission = offer(id, position);
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        Admission.Admitted<String> admitted = (Admission.Admitted<String>) admission;
        assertThat(admitted.version()).isEqualTo(membership.version()).isEqualTo(before + 1);
        assertThat(membership.find(id)).contains(admitted.member());
        return admitted.member();
    }

    /** Tries to join and must not; the refusal must leave everything as it was. */
    RegistrationRefusal refused(String id, Position position) {
        Route<String> before = membership.route();
        Admission<String> admission = offer(id, position);
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        assertThat(membership.route()).isSameAs(before);
        RegistrationRefusal refusal = ((Admission.Refused<String>) admission).refusal();
        assertThat(refusal.id()).isEqualTo(id);
        return refusal;
    }

    private Admission<String> offer(String id, Position position) {
        Admission<String> admission = membership.admit(new Candidate<>(id, position, false, "subscriber " + id));
        Invariants.check(membership);
        return admission;
    }

    void leave(String id) {
        long before = membership.version();
        assertThat(membership.remove(membership.find(id).orElseThrow())).isEqualTo(before + 1);
        assertThat(membership.find(id)).isEmpty();
        Invariants.check(membership);
    }

    /** The ids in DESCENDING order; separated by spaces, for scenarios that read as a picture. */
    String order() {
        Route<String> route = membership.route();
        Invariants.check(membership);
        return String.join(" ", ids(route));
    }

    static List<String> ids(Iterable<Member<String>> members) {
        return StreamSupport.stream(members.spliterator(), false)
                .map(Member::id)
                .toList();
    }
}
