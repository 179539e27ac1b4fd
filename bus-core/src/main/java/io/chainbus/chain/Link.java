package io.chainbus.chain;

/**
 * One place of a {@link ChainList}'s double chain: a {@link Node} with a member, or one of the two sentinels at its
 * ends, which are plain links. A new link is linked to itself only.
 */
sealed class Link<S> permits Node {

    Link<S> prev = this;
    Link<S> next = this;

    /** The rank of the run that this belongs to, see {@link ChainList}; kept only while the list is in order. */
    long run;

    Link(long run) {
        this.run = run;
    }

    /**
     * Whether this is in the list. Taking a node out turns its neighbour away from it for good and leaves the node's
     * own pointers alone, so this stays false from then on.
     */
    final boolean isLinked() {
        return prev != this && prev.next == this;
    }
}
