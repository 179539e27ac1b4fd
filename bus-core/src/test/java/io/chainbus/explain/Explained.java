package io.chainbus.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.util.List;

/** A chain for scenarios, and short questions to its dry runs. The key is {@code ext4} throughout. */
final class Explained {

    static final String KEY = "ext4";

    final Membership<String> membership = new Membership<>();
    final Ledger<String> ledger = new Ledger<>();
    private long walks;

    Explained join(String id) {
        return join(id, Position.DEFAULT);
    }

    Explained join(String id, Position position) {
        return join(new Candidate<>(id, position, false, id));
    }

    Explained observe(String id, Position position) {
        return join(new Candidate<>(id, position, true, id));
    }

    /** Durable, and away since then. */
    Explained away(String id, Position position) {
        join(new Candidate<>(id, position, false, true, id));
        membership.goesAway(membership.find(id).orElseThrow());
        return this;
    }

    private Explained join(Candidate<String> candidate) {
        assertThat(membership.admit(candidate)).isInstanceOf(Admission.Admitted.class);
        return this;
    }

    void leave(String id) {
        membership.remove(membership.find(id).orElseThrow());
    }

    /** The key comes up, and these accept. */
    void up(Phase phase, String... holders) {
        Places.Builder places = Places.on(membership.route());
        for (String id : holders) {
            places.add(membership.route().indexOf(membership.find(id).orElseThrow()));
        }
        ledger.up(new Acquisition<>(KEY, phase, KEY, ++walks, places.build()));
    }

    /** Somebody accepts what is up already, as if it had joined with replay. */
    void latecomer(Phase phase, String id) {
        ledger.holds(KEY, phase, membership.find(id).orElseThrow());
    }

    DryRun dryRun(Phase phase, Holding holding) {
        return DryRun.of(membership, ledger, holding, KEY, phase);
    }

    Explanation explain(Phase phase) {
        return dryRun(phase, Holding.ACCEPTED).explain();
    }

    /** What places a subscriber in the order. */
    List<Reason> reasons(String id) {
        return explain(ModulePhase.LIVE).visited().stream()
                .filter(place -> place.subscriber().equals(id))
                .findFirst()
                .orElseThrow()
                .reasons();
    }

    /** The ids in the order of the walk; separated by spaces. */
    static String order(Explanation explanation) {
        return String.join(
                " ", explanation.visited().stream().map(Place::subscriber).toList());
    }

    static DryRun possible(Supposition supposition) {
        assertThat(supposition).isInstanceOf(Supposition.Possible.class);
        return ((Supposition.Possible) supposition).dryRun();
    }

    static Constraint before(String declarer, String later) {
        return new Constraint(declarer, later, Constraint.Reason.BEFORE);
    }

    static Constraint after(String declarer, String earlier) {
        return new Constraint(earlier, declarer, Constraint.Reason.AFTER);
    }
}
