package io.chainbus.chain;

/**
 * One registration on one chain. Two registrations are two members even if all their fields are equal: a subscriber
 * that left and came back is somebody else (promise P3c), so equality is identity. One that is durable, was away and
 * comes back in time has not left: it is the same member, with somebody else behind it.
 *
 * <p>May be read by any thread, except for {@link #subscriber()}: nothing else that is public here ever changes.
 */
public final class Member<S> {

    private final Candidate<S> candidate;
    private final long sequence;
    /** Changes with a return. Only the thread that the membership belongs to looks; others have their route. */
    private S subscriber;

    /**
     * The member's place in the list. While the member is on the chain this is the node that is linked; from then on
     * it is one that links to nothing, so that whoever keeps a member that has left keeps no neighbours of it alive.
     * Only {@link ChainList} touches it.
     */
    Node<S> node;

    Member(Candidate<S> candidate, long sequence) {
        this.candidate = candidate;
        this.sequence = sequence;
        this.subscriber = candidate.subscriber();
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

    /** Whether its place is kept while it is away. */
    public boolean durable() {
        return candidate.durable();
    }

    /**
     * Who stands behind it now: for the thread that changes the membership. Others ask the {@linkplain Route#subscriber
     * route} that they are on, which keeps whoever stood there when it was made.
     */
    public S subscriber() {
        return subscriber;
    }

    /** Somebody else stands behind it from now on. */
    void resume(S successor) {
        subscriber = successor;
    }

    /** Whether {@code returning} is this one, come back: durable both, and in the very same place. */
    boolean isResumedBy(Candidate<S> returning) {
        return id().equals(returning.id())
                && durable()
                && returning.durable()
                && observer() == returning.observer()
                && position().equals(returning.position());
    }

    /** The id and the sequence, which tells apart the registrations of one id. */
    @Override
    public String toString() {
        return id() + "#" + sequence;
    }
}
