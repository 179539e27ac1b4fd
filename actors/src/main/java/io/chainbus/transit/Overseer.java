package io.chainbus.transit;

import io.chainbus.chain.Places;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no train stays where nobody will move it (promise P9): takes over from subscribers that are past a
 * deadline, have died or have left. The coordinator's, and single-threaded; what it takes from whom the {@link Claim}
 * and the {@link Pending} decide.
 */
public final class Overseer<T> {

    private final Rail<T> rail;

    public Overseer(Rail<T> rail) {
        this.rail = rail;
    }

    /**
     * Looks at every handler that is at work, and where one is past its deadline gives the policy's verdict in its
     * place. A visit counts as past its deadline when it has been seen to stand still for that long, so never too early.
     *
     * @param nanos now, by {@link System#nanoTime()}
     */
    public void inspect(long nanos) {
        Set<SubscriberHandle<T>> stuck = new HashSet<>();
        for (Trip<T> trip : rail.trips()) {
            int place = trip.claim().boardedAt();
            if (place == Places.NOWHERE) {
                continue;
            }
            SubscriberHandle<T> handle = trip.at(place);
            int done = trip.claim().done();
            long still = trip.watch().still(place, done, nanos);
            if (still >= handle.deadlineNanos() && takeOver(trip, place, done, handle, Source.DEADLINE)) {
                stuck.add(handle);
            }
        }
        Regrouping<T> onward = new Regrouping<>(rail);
        for (Pending<T> pending : rail.pendings()) {
            SubscriberHandle<T> handle = pending.handle();
            if (nanos - pending.from() < handle.deadlineNanos()) {
                continue;
            }
            if (giveUp(pending)) {
                rail.unpark(pending);
                onward.add(pending, standIn(pending));
                stuck.add(handle);
            } else {
                moveOn(pending, onward);
            }
        }
        onward.send();
        stuck.forEach(this::relieve);
    }

    /**
     * Takes all trains that wait for a subscriber which will not come, and passes it by. One that has returned meanwhile
     * comes for them itself.
     */
    public void relieve(SubscriberHandle<T> handle) {
        for (Trip<T> trip : rail.trips()) {
            int place = trip.claim().awaits();
            if (place != Places.NOWHERE
                    && trip.at(place) == handle
                    && !handle.available(trip.cause())
                    && trip.claim().takeWaiting(place)) {
                rail.passBy(trip);
            }
        }
    }

    /** Whether a visit of it has begun that is neither over nor past its deadline. */
    public boolean atWork(SubscriberHandle<T> handle) {
        for (Trip<T> trip : rail.trips()) {
            int place = trip.claim().occupiedAt();
            if (place != Places.NOWHERE && trip.at(place) == handle) {
                return true;
            }
        }
        // After that: a visit that is to be answered later comes here from its trip.
        for (Pending<T> pending : rail.pendings()) {
            if (pending.handle() == handle && !pending.givenUp()) {
                return true;
            }
        }
        return false;
    }

    /** The subscriber's own actor has stopped, whatever it was at. */
    public void bury(SubscriberHandle<T> handle) {
        handle.died();
        for (Trip<T> trip : rail.trips()) {
            int place = trip.claim().boardedAt();
            if (place != Places.NOWHERE && trip.at(place) == handle) {
                takeOver(trip, place, trip.claim().done(), handle, Source.DEATH);
            }
        }
        Regrouping<T> onward = new Regrouping<>(rail);
        for (Pending<T> pending : rail.pendings()) {
            if (pending.handle() != handle) {
                continue;
            }
            if (pending.giveUp()) {
                rail.unpark(pending);
                onward.add(pending, standIn(pending, Source.DEATH));
            } else {
                moveOn(pending, onward);
            }
        }
        onward.send();
        relieve(handle);
    }

    /** It has its answer, and its subscriber has not come to use it: it hangs with another visit, or is dead. */
    private void moveOn(Pending<T> pending, Regrouping<T> onward) {
        if (pending.use()) {
            rail.unpark(pending);
            onward.add(pending, pending.answer());
        }
    }

    private boolean takeOver(Trip<T> trip, int place, int done, SubscriberHandle<T> handle, Source source) {
        int cut = trip.takeOver(place, done);
        if (cut == Claim.LOST) {
            return false;
        }
        Train<T> train = trip.train();
        train.catchUp();
        List<Walk<T>> onward = new ArrayList<>(train.size());
        int running = cut - trip.settled();
        for (int index = 0; index < train.size(); index++) {
            Walk<T> walk = train.walk(index);
            @Nullable Pending<T> pending = index < running ? trip.pending(index) : null;
            if (pending != null) {
                // Before anything is asked of the walk: it may be the subscriber's, who has its answer by now.
                if (settle(pending, walk, place)) {
                    onward.add(walk);
                }
                continue;
            }
            if (!walk.visits(place)) {
                onward.add(walk);
                continue;
            }
            if (index < running) {
                stands(trip, index, walk, place, handle);
            } else if (index == running) {
                rail.log().overdue(walk.visit(), handle.id());
                Verdict verdict = handle.standIn(walk.visit().phase(), source, reason(source, handle));
                long now = System.nanoTime();
                long from = trip.from(index);
                rail.note(walk, place, verdict, source, from == 0 ? now : from, now);
            } else {
                rail.passBy(walk, place, handle);
            }
            onward.add(walk);
        }
        rail.drop(trip);
        rail.goOn(trip.route(), train.heading(), place, onward, trip.counted());
        return true;
    }

    /**
     * A visit before the cut whose answer was out: as it was answered meanwhile, or as one given up.
     *
     * @return whether the walk is to go on from here; if not, the subscriber's own actor has used the answer, or has
     *     given the visit up itself, and sees the walk off
     */
    private boolean settle(Pending<T> pending, Walk<T> walk, int place) {
        Pending.Answer answer;
        if (giveUp(pending)) {
            answer = standIn(pending);
        } else if (pending.use()) {
            answer = pending.answer();
        } else {
            return false;
        }
        rail.note(walk, place, answer.verdict(), answer.source(), pending.from(), answer.to());
        return true;
    }

    /** A visit before the cut, as the subscriber did it. */
    private void stands(Trip<T> trip, int index, Walk<T> walk, int place, SubscriberHandle<T> handle) {
        @Nullable Verdict verdict = trip.verdict(index);
        if (verdict != null) {
            rail.note(walk, place, verdict, trip.source(index), trip.from(index), trip.to(index));
        } else {
            rail.passBy(walk, place, handle);
        }
    }

    private boolean giveUp(Pending<T> pending) {
        boolean late = pending.overrun();
        if (late) {
            rail.log().overdue(pending.visit(), pending.handle().id());
        }
        return late;
    }

    private Pending.Answer standIn(Pending<T> pending) {
        return standIn(pending, Source.DEADLINE);
    }

    private Pending.Answer standIn(Pending<T> pending, Source source) {
        SubscriberHandle<T> handle = pending.handle();
        Verdict verdict = handle.standIn(pending.visit().phase(), source, reason(source, handle));
        return new Pending.Answer(verdict, source, System.nanoTime());
    }

    static String reason(Source source, SubscriberHandle<?> handle) {
        return source == Source.DEATH
                ? "the actor of " + handle.id() + " has stopped"
                : handle.id() + " did not answer within its deadline";
    }
}
