package io.chainbus.cluster.wire;

import io.chainbus.waiting.Awaited;
import io.chainbus.waiting.Wait;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.Set;

/**
 * A handler that waits.
 *
 * @param number what its node knows the wait by; grows, and is never used again
 * @param subscriber empty where it is not known
 */
public record Waiting(long number, String chain, long walk, String key, String phase, String subscriber, Needs needs) {

    /**
     * What it waits for.
     *
     * @param of the key, or the subscriber; empty for all
     * @param subscribers who is needed for a key
     */
    public record Needs(Kind kind, String chain, String what, String of, List<String> subscribers) {

        public Needs {
            subscribers = List.copyOf(subscribers);
        }

        static Needs of(Awaited awaited) {
            if (awaited instanceof Awaited.OfKey key) {
                return new Needs(Kind.KEY, key.chain(), key.what(), key.key(), List.copyOf(key.needed()));
            }
            if (awaited instanceof Awaited.OfSubscriber one) {
                return new Needs(Kind.SUBSCRIBER, one.chain(), one.what(), one.subscriber(), List.of());
            }
            return new Needs(Kind.ALL, awaited.chain(), awaited.what(), "", List.of());
        }

        Awaited awaited() {
            return switch (kind) {
                case KEY -> new Awaited.OfKey(chain, what, of, Set.copyOf(subscribers));
                case SUBSCRIBER -> new Awaited.OfSubscriber(chain, what, of);
                case ALL -> new Awaited.OfAll(chain, what);
            };
        }
    }

    /** What has to end before it comes. */
    public enum Kind {
        /** Walks of a key, and what some subscribers have begun. */
        KEY,
        /** What a subscriber has begun. */
        SUBSCRIBER,
        /** Whatever is under way on the chain. */
        ALL
    }

    /** The wait of that visit of that subscriber. */
    public static Waiting of(long number, Visit<?> visit, String subscriber, Awaited awaited) {
        return new Waiting(
                number, visit.chain(), visit.walk(), visit.key(), visit.phase().name(), subscriber, Needs.of(awaited));
    }

    /** The same wait, for something that has turned out to need other things. */
    public Waiting waitsFor(long newNumber, Awaited awaited) {
        return new Waiting(newNumber, chain, walk, key, phase, subscriber, Needs.of(awaited));
    }

    /** What it waits for. */
    public Awaited awaited() {
        return needs.awaited();
    }

    /** For a graph: another each time. */
    public Wait inGraph() {
        return new Wait(chain, walk, key, phase, subscriber, needs.awaited());
    }
}
