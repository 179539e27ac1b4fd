package io.chainbus.waiting;

/**
 * A visit whose handler waits for something before it answers. Each is another, whatever it says: a handler may wait for
 * the same twice. Not thread-safe: what it waits for may come to need more, and only its {@link WaitGraph} says so.
 */
public final class Wait {

    private final String chain;
    private final long walk;
    private final String key;
    private final String phase;
    private final String subscriber;
    private Awaited awaited;

    /**
     * Of the visit of that subscriber in that walk.
     *
     * @param subscriber the id; empty where it is not known, since the handler is an actor of the user's own
     * @param awaited what it waits for
     */
    public Wait(String chain, long walk, String key, String phase, String subscriber, Awaited awaited) {
        this.chain = chain;
        this.walk = walk;
        this.key = key;
        this.phase = phase;
        this.subscriber = subscriber;
        this.awaited = awaited;
    }

    public String chain() {
        return chain;
    }

    public String key() {
        return key;
    }

    public String subscriber() {
        return subscriber;
    }

    public Awaited awaited() {
        return awaited;
    }

    /** What it waits for turns out to need whatever is under way on its chain. */
    void awaitsAll() {
        awaited = new Awaited.OfAll(awaited.chain(), awaited.what());
    }

    @Override
    public String toString() {
        String who = subscriber.isEmpty() ? "a subscriber" : "'" + subscriber + "'";
        return who + " in " + phase + " of " + key + " (walk " + walk + " of chain " + chain + ") waits for "
                + awaited.what();
    }
}
