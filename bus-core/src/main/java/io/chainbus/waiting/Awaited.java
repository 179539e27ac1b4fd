package io.chainbus.waiting;

import java.util.Set;

/** What a handler waits for, and so which other waits have to end before it can come. */
public sealed interface Awaited {

    /** The chain that it is to come from. */
    String chain();

    /** In words: what it is. */
    String what();

    /** Whether it can come only after that visit, of the same chain, has been answered. */
    boolean needs(Wait visit);

    /**
     * The end of a walk of one key. It comes after the key's earlier walks (promise P5), and after each subscriber that
     * one of these walks has still to visit has answered: one whose handler waits is not available.
     *
     * @param needed the subscribers' ids
     */
    record OfKey(String chain, String what, String key, Set<String> needed) implements Awaited {

        public OfKey {
            needed = Set.copyOf(needed);
        }

        @Override
        public boolean needs(Wait visit) {
            return key.equals(visit.key()) || needed.contains(visit.subscriber());
        }
    }

    /** Something that comes only after whatever is under way on the chain: the end of a walk that visits everybody. */
    record OfAll(String chain, String what) implements Awaited {

        @Override
        public boolean needs(Wait visit) {
            return true;
        }
    }

    /** The end of all that a subscriber has begun: it leaves. Who is not known could be that one. */
    record OfSubscriber(String chain, String what, String subscriber) implements Awaited {

        @Override
        public boolean needs(Wait visit) {
            return visit.subscriber().isEmpty() || subscriber.equals(visit.subscriber());
        }
    }
}
