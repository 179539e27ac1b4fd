package io.chainbus.coordinator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Replies that are completed by one task, one after the other: a task for each would cost more than most of them do. What
 * hangs on a reply runs with it, and may be slow, or wait for another reply; so any number of tasks can be at one
 * delivery, and each reply is one task's. A task that takes long asks for another to help, and where it stands still the
 * coordinator does ({@link #helpIfStill}).
 *
 * <p>Invariant: the replies before {@link #claimed} have been completed, or a task is at them.
 */
final class Delivery implements Runnable {

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Delivery.class, "claimed", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** After so long with what hangs on replies, a task asks for help. */
    private static final long LONG_NANOS = 100_000;

    private final List<Asked<?>> replies;
    private final Executor executor;

    private volatile int claimed;
    /** What the coordinator saw when it last looked; its own. */
    private int seen = -1;

    Delivery(List<Asked<?>> replies, Executor executor) {
        this.replies = replies;
        this.executor = executor;
    }

    /** Has one more task work at it. */
    void send() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            // The system is going down and runs nothing any more; whoever waits is still told.
            run();
        }
    }

    /** Whether every reply is some task's. */
    boolean over() {
        return claimed >= replies.size();
    }

    /** Has one more task work at it if nothing has happened since the last call. */
    void helpIfStill() {
        int now = claimed;
        if (now == seen) {
            send();
        }
        seen = now;
    }

    /** Has as many tasks work at it as there are replies left, so that none has to wait for another. */
    void spread() {
        for (int left = replies.size() - claimed; left > 0; left--) {
            send();
        }
    }

    @Override
    public void run() {
        long since = 0;
        for (int index = claim(); index < replies.size(); index = claim()) {
            Asked<?> reply = replies.get(index);
            boolean watched = reply.watched();
            if (watched && since == 0) {
                since = System.nanoTime();
            }
            reply.deliver();
            if (watched && index + 1 < replies.size()) {
                long now = System.nanoTime();
                if (now - since >= LONG_NANOS) {
                    since = now;
                    send();
                }
            }
        }
    }

    private int claim() {
        return (int) CLAIMED.getAndAdd(this, 1);
    }
}
