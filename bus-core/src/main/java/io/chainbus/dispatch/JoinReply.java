package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.ledger.Acquisition;
import java.util.List;

/** How it went with somebody who was to be told first what is up. */
public sealed interface JoinReply<S> {

    /**
     * It is on the chain.
     *
     * @param resumed whether it has come back for the place that was kept for it
     * @param holds what it has kept by that and what it has been told, the oldest first; of a newcomer nothing is said
     */
    record Joined<S>(Admission.Admitted<S> admitted, boolean resumed, List<? extends Acquisition<?>> holds)
            implements JoinReply<S> {

        public Joined {
            holds = List.copyOf(holds);
        }
    }

    /** It has been told all that is up, and enters when it is {@linkplain Dispatcher#grant granted}. */
    record Ready<S>(Member<S> reservation) implements JoinReply<S> {}

    /** It is not, and holds nothing. */
    record NotJoined<S>(Member<S> reservation, RegistrationRefusal refusal) implements JoinReply<S> {}
}
