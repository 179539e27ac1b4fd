package io.chainbus.torture.account;

import io.chainbus.walk.Visit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the handlers of a round saw, put down by themselves: independent of the bus and of its history. Moments are
 * counted across all threads, so that what happened before something else has the lower number. Thread-safe.
 */
public final class CallLog {

    private final AtomicLong moments = new AtomicLong();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Incarnation> incarnations = new ConcurrentLinkedQueue<>();
    private final Queue<Resumption> resumptions = new ConcurrentLinkedQueue<>();

    /**
     * Somebody was told that it had come back.
     *
     * @param holds and what it held by then, the oldest first
     */
    record Resumption(Incarnation who, List<String> holds) {}

    /** Now, which nobody else gets. */
    public long moment() {
        return moments.incrementAndGet();
    }

    /** Somebody who may be going to join. */
    public Incarnation incarnation(String chain, String id, boolean observer) {
        Incarnation incarnation = new Incarnation(chain, id, observer);
        incarnations.add(incarnation);
        return incarnation;
    }

    /** The registration of {@code who} was acknowledged. */
    public void joined(Incarnation who) {
        who.joined(moment());
    }

    /** {@code who} has come back, and was told what it holds. */
    public void resumed(Incarnation who, List<String> holds) {
        resumptions.add(new Resumption(who, List.copyOf(holds)));
    }

    /**
     * The leave of an id was acknowledged: whoever had joined under it before it was asked for is gone.
     *
     * @param asked when the leave was asked for
     * @param running whether it was said that a handler of it is still running
     */
    public void left(String chain, String id, long asked, boolean running) {
        long now = moment();
        for (Incarnation one : incarnations) {
            if (one.chain().equals(chain) && one.id().equals(id) && one.joinedBefore(asked)) {
                one.leftBy(now, running);
            }
        }
    }

    /** A handler begins. */
    public Call begin(Incarnation who, Visit<?> visit) {
        Call call = new Call(this, who, visit, moment());
        calls.add(call);
        return call;
    }

    Queue<Resumption> resumptions() {
        return resumptions;
    }

    Queue<Call> calls() {
        return calls;
    }
}
