package io.chainbus.transit;

import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A visit whose handler has begun and has not answered yet. Its walk waits here, off its train, so that it holds back no
 * other.
 *
 * <p>The answer and whoever gives up waiting for it (the coordinator at the deadline, the subscriber's actor at its end)
 * race for {@link #state}: one of them has the visit, and the other's word is void.
 */
final class Pending<T> implements BiConsumer<@Nullable Verdict, @Nullable Throwable> {

    private enum State {
        OPEN,
        /** The handler has answered; the verdict is there. */
        ANSWERED,
        /** The handler's answer has become the visit's verdict. */
        USED,
        /** Another verdict was given in the handler's place: its answer, when it comes, is late. */
        GIVEN_UP
    }

    /** What the handler came to. */
    record Answer(Verdict verdict, Source source, long to) {}

    private final SubscriberHandle<T> handle;
    private final Inbox<Pending<T>> box;
    private final Visit<T> visit;
    private final Walk<T> walk;
    private final Route<SubscriberHandle<T>> route;
    private final Direction heading;
    private final int place;
    private final long from;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile @Nullable Answer answer;
    /** Why another verdict was given in the handler's place, if it was; the subscriber's actor's own. */
    private Source standIn = Source.DEADLINE;

    Pending(
            SubscriberHandle<T> handle,
            Inbox<Pending<T>> box,
            Trip<T> trip,
            Walk<T> walk,
            Visit<T> visit,
            int place,
            long from) {
        this.handle = handle;
        this.box = box;
        this.walk = walk;
        this.visit = visit;
        this.route = trip.route();
        this.heading = trip.train().heading();
        this.place = place;
        this.from = from;
    }

    SubscriberHandle<T> handle() {
        return handle;
    }

    Walk<T> walk() {
        return walk;
    }

    Visit<T> visit() {
        return visit;
    }

    Route<SubscriberHandle<T>> route() {
        return route;
    }

    Direction heading() {
        return heading;
    }

    int place() {
        return place;
    }

    /** When the handler was called, by {@link System#nanoTime()}. */
    long from() {
        return from;
    }

    /** The handler's stage has completed: on whatever thread that happened. */
    @Override
    public void accept(@Nullable Verdict verdict, @Nullable Throwable failure) {
        long to = System.nanoTime();
        if (verdict != null) {
            answer = new Answer(verdict, Source.HANDLER, to);
        } else {
            String reason = Invocation.reason(unwrapped(failure));
            answer = new Answer(handle.standIn(visit.phase(), Source.THROW, reason), Source.THROW, to);
        }
        state.compareAndSet(State.OPEN, State.ANSWERED);
        box.put(this);
    }

    private static Throwable unwrapped(@Nullable Throwable failure) {
        if (failure == null) {
            return new Invocation.NoVerdict();
        }
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Gives up waiting; false when the answer was there before. */
    boolean giveUp() {
        return state.compareAndSet(State.OPEN, State.GIVEN_UP);
    }

    /**
     * Gives up waiting since the handler is past its deadline, and from then on its subscriber is stuck; false when the
     * answer was there before. In this order: nobody is to take a subscriber for stuck that has answered in time.
     */
    boolean overrun() {
        boolean late = giveUp();
        if (late) {
            handle.overdue();
        }
        return late;
    }

    /** Whether another verdict was given in the handler's place. */
    boolean givenUp() {
        return state.get() == State.GIVEN_UP;
    }

    /** Says what the verdict in the handler's place was given for, where that was not its own deadline. */
    void standIn(Source source) {
        standIn = source;
    }

    Source standIn() {
        return standIn;
    }

    /** Takes the answer that is there to use it; false when another has, or has given another verdict in its place. */
    boolean use() {
        return state.compareAndSet(State.ANSWERED, State.USED);
    }

    /** The answer; to be asked for only after it was put into the box, or {@link #use} said yes. */
    Answer answer() {
        Answer given = answer;
        if (given == null) {
            throw new IllegalStateException("no answer yet to " + visit);
        }
        return given;
    }
}
