package io.chainbus.transit;

import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.recording.Recorder;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Ended;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a chain's subscribers and its coordinator share to move trains: whoever owns a train moves it on, by the same
 * code. Thread-safe; a trip that is passed in is owned by the caller and must not be touched by it afterwards.
 */
public final class Rail<T> {

    /**
     * Walks that have come to their end.
     *
     * @param counted how many of the trains that the coordinator counts are under way no more
     */
    public record Arrival<T>(Ended<T> ended, int counted) {}

    private final Recorder recorder;
    private final boolean timed;
    private final Consumer<Arrival<T>> terminus;
    private final WalkLog log;
    private final long budgetNanos;
    private final Executor threads;

    /** All trips under way: added before they are sent, so that whoever looks for one after that finds it. */
    private final Set<Trip<T>> trips = ConcurrentHashMap.newKeySet();
    /** All visits that wait for a handler's later answer. */
    private final Set<Pending<T>> pendings = ConcurrentHashMap.newKeySet();

    /**
     * A rail without trains.
     *
     * @param recorder records the history, or nothing
     * @param timed whether visits' times are taken
     * @param mdcInHandlers whether handlers' own log lines carry chain and walk
     * @param budgetNanos how long a subscriber works on a train before it passes on what it has finished
     * @param threads where trains are carried from subscriber to subscriber; may refuse, then their actors do
     * @param terminus receives the walks that have ended; called on whatever thread their last visit was on
     */
    public Rail(
            Recorder recorder,
            boolean timed,
            boolean mdcInHandlers,
            long budgetNanos,
            Executor threads,
            Consumer<Arrival<T>> terminus) {
        this.recorder = recorder;
        this.timed = timed || recorder.on();
        this.terminus = terminus;
        this.log = new WalkLog(mdcInHandlers);
        this.budgetNanos = budgetNanos;
        this.threads = threads;
    }

    /** Sees a train off that stands at its first place. */
    public void depart(Route<SubscriberHandle<T>> route, Train<T> train) {
        Trip<T> trip = new Trip<>(route, train, true, timed);
        trips.add(trip);
        send(trip);
    }

    /** Sees a walk off that visits one subscriber alone, the only one on its route, or undoes that visit. */
    public void departAlone(Route<SubscriberHandle<T>> route, Walk<T> walk) {
        if (walk.undoing()) {
            int beyond = walk.heading() == Direction.DESCENDING ? -1 : route.size();
            goOn(route, walk.heading(), beyond, List.of(walk), false);
            return;
        }
        Trip<T> trip = new Trip<>(route, Train.departing(route, walk.heading(), List.of(walk)), false, timed);
        trips.add(trip);
        send(trip);
    }

    /** Starts a train whose walks have been visited at {@code place} and go on from there. */
    void goOn(Route<SubscriberHandle<T>> route, Direction heading, int place, List<Walk<T>> walks, boolean counted) {
        Trip<T> trip = new Trip<>(route, Train.leaving(route, heading, place, walks), counted, timed);
        trips.add(trip);
        goOn(trip);
    }

    /** The visits at the place where the train stands are over: on to the next. */
    void goOn(Trip<T> trip) {
        advance(trip);
        send(trip);
    }

    /**
     * Like {@link #goOn(Trip)}, for who carries the train.
     *
     * @return the trip, if there is somebody for it to be carried to
     */
    @Nullable
    Trip<T> onward(Trip<T> trip) {
        advance(trip);
        return arrives(trip) ? trip : null;
    }

    /** Passes by the subscriber at whose place the train stands, and goes on. */
    void passBy(Trip<T> trip) {
        passBy(trip.train(), trip.at(trip.train().place()));
        goOn(trip);
    }

    private void send(Trip<T> trip) {
        if (arrives(trip)) {
            carry(trip);
        }
    }

    /** Passes by whoever cannot be visited. Whether there is somebody who can: the train waits there to be boarded. */
    private boolean arrives(Trip<T> trip) {
        Train<T> train = trip.train();
        while (!train.isEmpty()) {
            SubscriberHandle<T> handle = trip.at(train.place());
            if (handle.available(trip.cause())) {
                trip.claim().arrive(train.place());
                return true;
            }
            passBy(train, handle);
            advance(trip);
        }
        return false;
    }

    /** Has a train that waits to be boarded carried on, by a thread that has nothing else to do. */
    void carry(Trip<T> trip) {
        int place = trip.claim().awaits();
        if (place < 0) {
            return;
        }
        if (!trip.at(place).subscriber().blocking()) {
            try {
                threads.execute(new Carriage<>(this, trip));
                return;
            } catch (RejectedExecutionException e) {
                // Then its actor sees to it, if actors still run.
            }
        }
        hand(trip, place);
    }

    /** Gives a train that waits to be boarded at that place to the actor of who stands there. */
    void hand(Trip<T> trip, int place) {
        SubscriberHandle<T> handle = trip.at(place);
        handle.shell().tell(trip);
        // Looked at again: who makes it unavailable looks for trips after that, and one of us sees the other.
        if (!handle.available(trip.cause()) && trip.claim().takeWaiting(place)) {
            passBy(trip);
        }
    }

    private void passBy(Train<T> train, SubscriberHandle<T> handle) {
        train.catchUp();
        for (int index = 0; index < train.size(); index++) {
            Walk<T> walk = train.walk(index);
            if (walk.visits(train.place())) {
                passBy(walk, train.place(), handle);
            }
        }
    }

    /** The walk does not get its visit here: it is skipped; or, where the subscriber is stuck or away, its policy answers. */
    void passBy(Walk<T> walk, int place, SubscriberHandle<T> handle) {
        Source source = handle.standsInFor(walk.visit().cause());
        if (source == null) {
            Skip absence = handle.absence();
            walk.skipped(place, absence);
            recorder.skipped(walk, handle.id(), absence);
            return;
        }
        String reason = source == Source.STUCK ? stuckReason(handle) : handle.id() + " is away";
        Verdict verdict = handle.standIn(walk.visit().phase(), source, reason);
        long now = timed ? System.nanoTime() : 0;
        note(walk, place, verdict, source, now, now);
    }

    static String stuckReason(SubscriberHandle<?> handle) {
        return handle.id() + " is still busy with a visit past its deadline";
    }

    /** Makes a verdict the walk's. */
    void note(Walk<T> walk, int place, Verdict verdict, Source source, long from, long to) {
        if (timed) {
            walk.timed(place, from, to);
        }
        recorder.visited(walk, place, verdict, source, from, to);
        walk.visited(place, verdict, source);
    }

    private void advance(Trip<T> trip) {
        Train<T> train = trip.train();
        if (train.advanceTogether()) {
            return;
        }
        Ended<T> together = train.end();
        if (together != null) {
            trips.remove(trip);
            terminus.accept(new Arrival<>(together, trip.counted() ? 1 : 0));
            return;
        }
        int place = train.place();
        List<Walk<T>> off = new ArrayList<>(0);
        train.advance(off);
        List<Walk<T>> turned = new ArrayList<>(0);
        List<Walk<T>> ended = off;
        if (!off.isEmpty()) {
            ended = new ArrayList<>(off.size());
            for (Walk<T> walk : off) {
                (walk.ended() ? ended : turned).add(walk);
            }
        }
        if (train.isEmpty()) {
            retire(trip, ended);
        } else if (!ended.isEmpty()) {
            terminus.accept(new Arrival<>(Ended.of(ended), 0));
        }
        if (!turned.isEmpty()) {
            goOn(trip.route(), train.heading().opposite(), place, turned, false);
        }
    }

    /** The trip is over; those walks have ended with it. */
    void retire(Trip<T> trip, List<Walk<T>> ended) {
        trips.remove(trip);
        if (trip.counted() || !ended.isEmpty()) {
            terminus.accept(new Arrival<>(Ended.of(ended), trip.counted() ? 1 : 0));
        }
    }

    void park(Pending<T> pending) {
        pendings.add(pending);
    }

    void unpark(Pending<T> pending) {
        pendings.remove(pending);
    }

    /** All that are under way; while others add and remove, at least those that were there when this was called. */
    Iterable<Trip<T>> trips() {
        return trips;
    }

    Iterable<Pending<T>> pendings() {
        return pendings;
    }

    void drop(Trip<T> trip) {
        trips.remove(trip);
    }

    Recorder recorder() {
        return recorder;
    }

    WalkLog log() {
        return log;
    }

    boolean timed() {
        return timed;
    }

    long budgetNanos() {
        return budgetNanos;
    }
}
