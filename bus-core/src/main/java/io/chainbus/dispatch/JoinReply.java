package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Member;
import io.chainbus.chain.RegistrationRefusal;

/** How it went with somebody who was to be told first what is up. */
public sealed interface JoinReply<S> {

    /** It is on the chain. */
    record Joined<S>(Admission.Admitted<S> admitted) implements JoinReply<S> {}

    /** It has been told all that is up, and enters when it is {@linkplain Dispatcher#grant granted}. */
    record Ready<S>(Member<S> reservation) implements JoinReply<S> {}

    /** It is not, and holds nothing. */
    record NotJoined<S>(Member<S> reservation, RegistrationRefusal refusal) implements JoinReply<S> {}
}
