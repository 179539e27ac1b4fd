package io.chainbus.transit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue in front of an actor: put into from any thread, with one wake-up for all that comes before the actor has
 * looked, so that what comes together is dealt with together. Nothing is lost when it closes: what is put in is either
 * polled, or handed to who closes it, or given back to who put it in.
 *
 * <p>One consumer, in the end the closer; any number of producers.
 */
public final class Inbox<E> {

    private final Queue<E> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable wakeUp;
    private volatile boolean closed;

    /**
     * An empty one.
     *
     * @param wakeUp called on the thread that puts the first element in since the last {@link #open}
     */
    public Inbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Puts the element in; false when the inbox is closed and the element is the caller's again. */
    public boolean put(E element) {
        if (closed) {
            return false;
        }
        queue.add(element);
        // Looked at again: who closes empties the queue after that, and of the two of us one takes the element out.
        if (closed && queue.remove(element)) {
            return false;
        }
        if (woken.compareAndSet(false, true)) {
            wakeUp.run();
        }
        return true;
    }

    /** The consumer begins: what is put in from now on wakes it again. Then {@link #poll} until it is empty. */
    public void open() {
        woken.set(false);
    }

    public @Nullable E poll() {
        return queue.poll();
    }

    public boolean closed() {
        return closed;
    }

    /** Takes nothing more; what is still in it goes to {@code rest}. */
    public void close(Consumer<? super E> rest) {
        closed = true;
        for (E element = queue.poll(); element != null; element = queue.poll()) {
            rest.accept(element);
        }
    }
}
