package io.chainbus.chain;

/**
 * One registration on one chain. Two registrations are two members even if all their fields are equal: a subscriber
 * that left and came back is somebody else (promise P3c), so equality is identity.
 *
 * <p>What is public here never changes and may be read by any thread.
 */
public final class Member<S> {

    private final Candidate<S> candidate;
    private final long sequence;

    /**
     * The member's place in the list. While the member is on the chain this is the node that is linked; from then on
     * it is one that links to nothing, so that whoever keeps a member that has left keeps no neighbours of it alive.
     * Only {@link ChainList} touches it.
     */
    Node<S> node;

    Member(Candidate<S> candidate, long sequence) {
        this.candidate = candidate;
        this.sequence = sequence;
        this.node = new Node<>(this);
    }

    Candidate<S> candidate() {
        return candidate;
    }

    public String id() {
        return candidate.id();
    }

    /** Grows with each registration on the chain and is never used again: the smaller registered earlier. */
    public long sequence() {
        return sequence;
    }

    public Position position() {
        return candidate.position();
    }

    public boolean observer() {
        return candidate.observer();
    }

    public S subscriber() {
        return candidate.subscriber();
    }

    /** The id and the sequence, which tells apart the registrations of one id. */
    @Override
    public String toString() {
        return id() + "#" + sequence;
    }
}
