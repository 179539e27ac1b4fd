package io.chainbus.bench.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is published: one object for each place in a publisher's window, used again when its event is over, so that the
 * harness itself allocates nothing. Whoever hands it on hands on all that was written to it.
 */
public final class Event {

    private static final VarHandle AWAITED = awaited();

    private final String key;
    private final int lane;
    private long number;
    private boolean homeward;
    private boolean fresh = true;
    /** How far along its way it has come; written only where the candidate promises an order, so by one at a time. */
    private int reached;
    /** How many subscribers have yet to have it, where somebody listens for that; else 0. */
    private int awaited;

    private Completion completion = Completion.NONE;
    private long due;

    /** @param lane of whose publisher it is */
    public Event(String key, int lane) {
        this.key = key;
        this.lane = lane;
    }

    private static VarHandle awaited() {
        try {
            return MethodHandles.lookup().findVarHandle(Event.class, "awaited", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Makes it the publisher's next, met by nobody yet. */
    public void begin(long number) {
        this.number = number;
        this.reached = -1;
    }

    /**
     * Sends it the other way than the last time, at first the way out; without this it always takes that.
     *
     * @return whether it visits the last subscriber first
     */
    public boolean alternate() {
        homeward = !fresh && !homeward;
        fresh = false;
        return homeward;
    }

    /** Has {@code completion} called when so many have had it. */
    public void await(int subscribers, Completion completion) {
        this.completion = completion;
        this.awaited = subscribers;
    }

    /** Notes when it should have been published, in nanoseconds of {@link System#nanoTime()}. */
    public void due(long due) {
        this.due = due;
    }

    public long due() {
        return due;
    }

    /** Unique among the events of all publishers. */
    public String key() {
        return key;
    }

    /** Of whose publisher it is. */
    public int lane() {
        return lane;
    }

    /** Its number among all that its publisher has published, from 0. */
    long number() {
        return number;
    }

    boolean homeward() {
        return homeward;
    }

    /** Moves it on to that place; false when it was there or further already. */
    boolean reach(int place, int slack) {
        boolean inOrder = reached < place + slack;
        reached = place;
        return inOrder;
    }

    /** One more has had it; nothing of it may be read after that. */
    void had() {
        if (awaited != 0) {
            Completion listener = completion;
            if ((int) AWAITED.getAndAdd(this, -1) == 1) {
                listener.over(this);
            }
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
