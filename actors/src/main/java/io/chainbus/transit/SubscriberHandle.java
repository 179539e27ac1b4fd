package io.chainbus.transit;

import akka.actor.typed.ActorRef;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Skip;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a chain's threads share of a subscriber: where its actor is, whether it may still be visited, and whether one of
 * its handlers is past its deadline.
 *
 * <p>Whoever passes a train on looks here <em>after</em> it has let the train go; who changes the standing looks for
 * trains after that. So one of the two sees the other, and no train waits for somebody who will not come.
 */
public final class SubscriberHandle<T> {

    /** Whether visits may begin. Goes one way only. */
    private enum Standing {
        SERVING,
        LEAVING,
        DIED
    }

    private final Subscriber<T> subscriber;
    private final long deadlineNanos;
    private volatile Standing standing = Standing.SERVING;

    /** Handlers past their deadline that have not returned yet, and undos of late acceptances. */
    private final AtomicInteger overdue = new AtomicInteger();

    /** Set once, before the first route that leads here. */
    private @Nullable ActorRef<ShellMessage<T>> shell;

    SubscriberHandle(Subscriber<T> subscriber, long deadlineNanos) {
        this.subscriber = subscriber;
        this.deadlineNanos = deadlineNanos;
    }

    public String id() {
        return subscriber.id();
    }

    /** What was registered. */
    public Subscriber<T> subscriber() {
        return subscriber;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void shell(ActorRef<ShellMessage<T>> ref) {
        shell = ref;
    }

    ActorRef<ShellMessage<T>> shell() {
        ActorRef<ShellMessage<T>> ref = shell;
        if (ref == null) {
            throw new IllegalStateException(id() + " has no actor yet");
        }
        return ref;
    }

    void leaves() {
        if (standing == Standing.SERVING) {
            standing = Standing.LEAVING;
        }
    }

    void died() {
        standing = Standing.DIED;
    }

    boolean serving() {
        return standing == Standing.SERVING;
    }

    /** Why visits that have not begun are skipped; empty while it serves. */
    Optional<Skip> absent() {
        return switch (standing) {
            case SERVING -> Optional.empty();
            case LEAVING -> Optional.of(Skip.LEFT);
            case DIED -> Optional.of(Skip.DIED);
        };
    }

    /** A handler is past its deadline: the subscriber is stuck until it returns. */
    void overdue() {
        overdue.incrementAndGet();
    }

    /** A handler that was past its deadline has returned, and what it accepted too late is undone. */
    void recovered() {
        overdue.decrementAndGet();
    }

    /** Whether a handler of it is past its deadline and has not returned. */
    public boolean stuck() {
        return overdue.get() > 0;
    }

    /** Whether a train may be left to its actor. */
    boolean available() {
        return serving() && !stuck();
    }

    /** The verdict that stands in for the handler's. A policy that throws, or gives none, is one that vetoes. */
    @SuppressWarnings("ConstantValue") // users' policies may well give null
    Verdict standIn(Phase phase, Source source, String reason) {
        try {
            Verdict verdict = subscriber.failurePolicy().verdict(phase, source, reason);
            return verdict == null ? Verdict.veto(reason) : verdict;
        } catch (Throwable e) {
            // On whatever thread this is, it is in the middle of moving a train, often somebody else's.
            return Verdict.veto(reason);
        }
    }

    @Override
    public String toString() {
        return "subscriber " + id() + " " + standing + (stuck() ? ", stuck" : "");
    }
}
