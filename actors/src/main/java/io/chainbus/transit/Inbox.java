package io.chainbus.transit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue in front of an actor: put into from any thread, with one wake-up for all that comes before the actor has
 * looked, so that what comes together is dealt with together. Nothing is lost when it closes: what is put in is either
 * polled, or handed to who closes it, or given back to who put it in.
 *
 * <p>One consumer, in the end the closer; any number of producers.
 */
public final class Inbox<E> {

    /** As many references are made room for at a time. */
    private static final int CHUNK = 256;

    private final Queue<E> queue;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable wakeUp;
    /** Written before {@link #closed}. */
    private Consumer<? super E> rest = element -> {};

    private volatile boolean closed;

    private Inbox(Queue<E> queue, Runnable wakeUp) {
        this.queue = queue;
        this.wakeUp = wakeUp;
    }

    /**
     * An empty one that costs little to put into, and some kilobytes to have.
     *
     * @param wakeUp called on the thread that puts the first element in since the last {@link #open}
     */
    public static <E> Inbox<E> forMany(Runnable wakeUp) {
        return new Inbox<>(new MpscUnboundedArrayQueue<>(CHUNK), wakeUp);
    }

    /** An empty one that costs little to have; otherwise like {@link #forMany}. */
    public static <E> Inbox<E> forFew(Runnable wakeUp) {
        return new Inbox<>(new ConcurrentLinkedQueue<>(), wakeUp);
    }

    /** Puts the element in; false when the inbox is closed and the element is the caller's again. */
    public boolean put(E element) {
        if (closed) {
            return false;
        }
        queue.add(element);
        if (closed) {
            // Who closed it may have looked before this came.
            handOver();
        } else if (!woken.get() && woken.compareAndSet(false, true)) {
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

    /**
     * Takes nothing more; the consumer polls no more either.
     *
     * @param left receives what is in it, and what is just being put in: one at a time, on this thread or on that of who
     *     puts it in
     */
    public void close(Consumer<? super E> left) {
        rest = left;
        closed = true;
        handOver();
    }

    /** Whoever is in here is the one consumer. */
    private synchronized void handOver() {
        for (E element = queue.poll(); element != null; element = queue.poll()) {
            rest.accept(element);
        }
    }
}
