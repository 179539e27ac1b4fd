package io.chainbus.coordinator;

import io.chainbus.walk.Receipt;
import io.chainbus.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The futures that a coordinator has yet to complete. They are completed on another executor than the chain's, so that
 * what hangs on them never runs on a chain's thread; those of one go together (see {@link Delivery}). Single-threaded.
 *
 * <p>Invariant: whatever was {@linkplain #open opened} is in the list that begins at {@link #first}, until it is
 * answered.
 */
final class Replies {

    private final Executor executor;
    private final Admittance admittance;

    private @Nullable Asked<?> first;
    private final List<Asked<?>> due = new ArrayList<>();
    /** How many of those due are receipts of events that were let in. */
    private int receipts;
    /** Handed to the executor and perhaps not through yet. */
    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    Replies(Executor executor, Admittance admittance) {
        this.executor = executor;
        this.admittance = admittance;
    }

    void open(Asked<?> asked) {
        Asked<?> next = first;
        asked.takenIn(this);
        asked.after = next;
        if (next != null) {
            next.before = asked;
        }
        first = asked;
    }

    <V> void complete(Asked<V> asked, V value) {
        close(asked);
        asked.answer(value);
        due.add(asked);
    }

    /** The event has ended, and is let out. */
    <T> void complete(Publishing<T> published, Receipt<T> receipt) {
        receipts++;
        complete((Asked<Receipt<T>>) published, receipt);
    }

    /** The same with what the receipt can be made of. */
    <T> void completeLater(Publishing<T> published, Walk<T> ended) {
        receipts++;
        close(published);
        published.answerLater(ended);
        due.add(published);
    }

    private void close(Asked<?> asked) {
        Asked<?> before = asked.before;
        Asked<?> after = asked.after;
        if (before != null) {
            before.after = after;
        } else if (first == asked) {
            first = after;
        }
        if (after != null) {
            after.before = before;
        }
        asked.before = null;
        asked.after = null;
    }

    /** Answers what is due: those that somebody looks at by the executor. */
    void flush() {
        // First: who hears of an ended event may publish the next.
        if (receipts > 0) {
            admittance.leave(receipts);
            receipts = 0;
        }
        while (!deliveries.isEmpty() && deliveries.element().over()) {
            deliveries.remove();
        }
        if (due.isEmpty()) {
            return;
        }
        List<Asked<?>> handedOver = null;
        for (int index = 0; index < due.size(); index++) {
            Asked<?> asked = due.get(index);
            if (!asked.leave()) {
                if (handedOver == null) {
                    handedOver = new ArrayList<>(due.size());
                }
                handedOver.add(asked);
            }
        }
        due.clear();
        if (handedOver != null) {
            Delivery delivery = new Delivery(handedOver, executor);
            deliveries.add(delivery);
            delivery.send();
        }
    }

    /** Whether what was handed over is not known to have been delivered. */
    boolean delivering() {
        return !deliveries.isEmpty();
    }

    /** To be called from time to time: what hangs on one reply may wait for another that is behind it. */
    void help() {
        deliveries.removeIf(Delivery::over);
        deliveries.forEach(Delivery::helpIfStill);
    }

    /** Fails whatever is open, and leaves nothing to be helped. */
    void fail(Throwable reason) {
        flush();
        List<Asked<?>> left = new ArrayList<>();
        for (Asked<?> asked = first; asked != null; asked = asked.after) {
            asked.fail(reason);
            left.add(asked);
        }
        first = null;
        deliveries.add(new Delivery(left, executor));
        deliveries.forEach(Delivery::spread);
        deliveries.clear();
    }
}
