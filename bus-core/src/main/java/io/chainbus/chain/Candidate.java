package io.chainbus.chain;

/**
 * A subscriber that asks to be let onto a chain.
 *
 * @param id its name on the chain, which constraints of others may use; unique among those registered
 * @param position where it wants to stand. A constraint that names {@code id} itself is refused as a
 *     {@link RegistrationRefusal.Cycle} of one, like every other order that cannot be
 * @param observer whether it is visited in every walk that gets as far as its place, whatever it holds; it has no
 *     influence on the order
 * @param durable whether its place is kept while it is away, until it comes back to take it up again (promise P3c)
 * @param subscriber whatever stands behind the id: this package only carries it
 */
public record Candidate<S>(String id, Position position, boolean observer, boolean durable, S subscriber) {

    /**
     * @throws IllegalArgumentException if {@code id} is blank
     */
    public Candidate {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a subscriber's id must not be blank");
        }
    }

    /** Not durable. */
    public Candidate(String id, Position position, boolean observer, S subscriber) {
        this(id, position, observer, false, subscriber);
    }
}
