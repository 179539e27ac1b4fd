package io.chainbus.transit;

import akka.actor.typed.ActorRef;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
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

    private static final int OVERDUE = 8;
    private static final int STANDING = OVERDUE - 1;

    /**
     * Whether visits may begin. Goes one way only, in this order: who comes back to a place that was kept has a handle of
     * its own.
     */
    private enum Standing {
        SERVING(0),
        /** Only visits of its own leaving. */
        PARTING(1),
        /** Its policy answers, since its place is kept. It may still leave for good. */
        AWAY(2),
        LEAVING(3),
        DIED(4);

        private final int code;

        Standing(int code) {
            this.code = code;
        }

        static Standing of(int code) {
            return switch (code) {
                case 0 -> SERVING;
                case 1 -> PARTING;
                case 2 -> AWAY;
                case 3 -> LEAVING;
                default -> DIED;
            };
        }
    }

    private final Subscriber<T> subscriber;
    private final Object chain;
    private final long deadlineNanos;

    /**
     * The code of its standing in the lowest three bits, and above them how many handlers are past their deadline and
     * have not returned yet, undos of late acceptances among them. One word, since it is read before every visit: while it
     * is 0 all is well.
     */
    private final AtomicInteger state = new AtomicInteger();

    /** Whether it has been on the chain; whoever is told first what is up has not, at that time. */
    private volatile boolean entered;

    /** Whether it is away, and not dead, when its actor stops. */
    private volatile boolean keepsPlace;

    /** One of its handlers has asked for its leave. */
    private volatile boolean resigned;

    /** Set once, before the first route that leads here. */
    private @Nullable ActorRef<ShellMessage<T>> shell;

    /** The actor itself, for who comes by with a train; absent until it has started, and where it is not to be entered. */
    private volatile @Nullable SubscriberShell<T> open;

    SubscriberHandle(Subscriber<T> subscriber, Object chain, long deadlineNanos) {
        this.chain = chain;
        this.subscriber = subscriber;
        this.deadlineNanos = deadlineNanos;
    }

    public String id() {
        return subscriber.id();
    }

    /** What the chain is known by that it is, or was, on; told apart by identity. */
    public Object chain() {
        return chain;
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

    /** Its actor has started and may be entered by others. */
    void opens(SubscriberShell<T> itself) {
        open = itself;
    }

    /** Enters its actor: absent if that is not possible now. Whoever has entered leaves. */
    @Nullable
    SubscriberShell<T> enter() {
        SubscriberShell<T> itself = open;
        return itself != null && itself.door().tryEnter() ? itself : null;
    }

    /** It is on the chain from now on. */
    public void enters() {
        entered = true;
        returns();
    }

    /** It is durable and about to be on the chain: if it dies now its place is kept, or goes on being kept. */
    public void returns() {
        keepsPlace = subscriber.durable();
    }

    /** Whether it is on the chain, or was. */
    public boolean entered() {
        return entered;
    }

    /** It is about to leave: whatever is not part of that passes it by. */
    void parts() {
        advance(Standing.PARTING);
    }

    /** One of its handlers asks for its leave, and may wait for that: nothing else begins. */
    void resigns() {
        parts();
        resigned = true;
    }

    /** Whether one of its handlers has asked for its leave: that one is not to be waited for. */
    public boolean resigned() {
        return resigned;
    }

    void leaves() {
        advance(Standing.LEAVING);
    }

    /** Its actor has stopped: it has died, or is away. */
    void died() {
        if (!keepsPlace || !goesAway()) {
            advance(Standing.DIED);
        }
    }

    /** Its policy answers from now on; false if it is leaving. */
    boolean goesAway() {
        state.updateAndGet(now -> (now & STANDING) == Standing.SERVING.code ? now | Standing.AWAY.code : now);
        return away();
    }

    /** Its place is not kept any more: where it is away it has left by that. */
    public void forfeits(Skip cause) {
        keepsPlace = false;
        if (away()) {
            advance(cause == Skip.DIED ? Standing.DIED : Standing.LEAVING);
        }
    }

    /** Whether it is away, or about to be: its policy answers. */
    public boolean away() {
        return standing() == Standing.AWAY;
    }

    private void advance(Standing to) {
        state.updateAndGet(now -> (now & STANDING) < to.code ? (now & ~STANDING) | to.code : now);
    }

    private Standing standing() {
        return Standing.of(state.get() & STANDING);
    }

    /** Whether visits of every cause may begin. */
    public boolean serving() {
        return standing() == Standing.SERVING;
    }

    /** Whether it has left or died or is away, apart from handlers that have begun. */
    public boolean gone() {
        Standing now = standing();
        return now != Standing.SERVING && now != Standing.PARTING;
    }

    /** Whether visits of that cause may begin. */
    boolean admits(Cause cause) {
        return admits(standing(), cause);
    }

    private static boolean admits(Standing now, Cause cause) {
        return now == Standing.SERVING || (now == Standing.PARTING && cause == Cause.TEARDOWN);
    }

    /** What its policy stands in for in a visit of that cause that does not begin; null where it is skipped. */
    @Nullable
    Source standsInFor(Cause cause) {
        Standing now = standing();
        if (now == Standing.AWAY) {
            return Source.DEATH;
        }
        return admits(now, cause) ? Source.STUCK : null;
    }

    /** Why visits that it does not {@linkplain #admits admit} are skipped. */
    public Skip absence() {
        return standing() == Standing.DIED ? Skip.DIED : Skip.LEFT;
    }

    /** A handler is past its deadline: the subscriber is stuck until it returns. */
    void overdue() {
        state.addAndGet(OVERDUE);
    }

    /** A handler that was past its deadline has returned, and what it accepted too late is undone. */
    void recovered() {
        state.addAndGet(-OVERDUE);
    }

    /** Whether a handler of it is past its deadline and has not returned. */
    public boolean stuck() {
        return state.get() >= OVERDUE;
    }

    /** Whether visits of every cause may begin, and none of its handlers is past its deadline. */
    boolean unhindered() {
        return state.get() == 0;
    }

    /** Whether a train whose walks have that cause may be left to its actor. */
    boolean available(Cause cause) {
        return unhindered() || (admits(cause) && !stuck());
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
        return "subscriber " + id() + " " + standing() + (stuck() ? ", stuck" : "");
    }
}
