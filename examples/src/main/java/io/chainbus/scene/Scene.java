package io.chainbus.scene;

import io.chainbus.chain.Membership;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/**
 * A chain as it stands at one moment. Subscribers and payloads are no more than their names.
 *
 * @param chain its name
 * @param holding whom a release visits
 * @param notes what a reader should know of how it came about, a sentence each
 */
public record Scene(
        String chain,
        PhaseSet phases,
        Holding holding,
        Membership<String> membership,
        Ledger<String> ledger,
        List<String> notes) {

    public Scene {
        notes = List.copyOf(notes);
    }

    /** The chain's phase of that name. */
    public Optional<Phase> phase(String name) {
        return Optional.ofNullable(phases.byName().get(name));
    }
}
