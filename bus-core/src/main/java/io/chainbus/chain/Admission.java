package io.chainbus.chain;

/** The answer to a candidate: admitted, or refused with the reason. */
public sealed interface Admission<S> {

    /**
     * The candidate is on the chain.
     *
     * @param member its registration, by which it is removed
     * @param version the membership's version from which on it is there
     */
    record Admitted<S>(Member<S> member, long version) implements Admission<S> {}

    /** The candidate is not on the chain, and nothing has changed. */
    record Refused<S>(RegistrationRefusal refusal) implements Admission<S> {}
}
