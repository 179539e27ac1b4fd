package io.chainbus.transit;

import akka.actor.DeadLetterSuppression;
import io.chainbus.chain.Route;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Train;
import io.chainbus.walk.Visit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A train on its way: what is passed from subscriber to subscriber. One message a hop, the trip itself, however many
 * walks go along.
 *
 * <p>At each stop the subscriber keeps its answers here, by the walk's index in the train; they become part of the
 * walks only when the stop is settled, or, when the coordinator takes the train over, as far as the {@link Claim}'s cut.
 */
final class Trip<T> implements ShellMessage<T>, DeadLetterSuppression {

    private final Route<SubscriberHandle<T>> route;
    private final Claim claim = new Claim();
    /** Whether it counts among the trains under way; a train that split off does not. */
    private final boolean counted;

    private final Train<T> train;
    private final Cause cause;
    private final int hash;

    /** How many visits of this stop were settled already, when it is settled piece by piece. */
    private int settled;

    /** So many of the first are answered, all by the handler and with the same verdict. */
    private int alike;

    private @Nullable Verdict toAlike;

    /** The answers beyond those; absent until there is one. */
    private @Nullable Verdict @Nullable [] verdicts;

    private Source @Nullable [] sources;
    private @Nullable Pending<T> @Nullable [] pendings;
    private final long @Nullable [] times;

    /** What the coordinator saw when it last looked; its own, nobody else's. */
    private final Watch watch = new Watch();

    Trip(Route<SubscriberHandle<T>> route, Train<T> train, boolean counted, boolean timed) {
        this.route = route;
        this.train = train;
        this.counted = counted;
        this.cause =
                train.isEmpty() ? Cause.FORWARD : train.walk(0).publication().cause();
        this.hash = train.isEmpty() ? 0 : Long.hashCode(train.walk(0).id());
        this.times = timed ? new long[2 * train.size()] : null;
    }

    Route<SubscriberHandle<T>> route() {
        return route;
    }

    Train<T> train() {
        return train;
    }

    /** Why its walks were published: those of one train all for the same. */
    Cause cause() {
        return cause;
    }

    Claim claim() {
        return claim;
    }

    /**
     * Takes the trip from the subscriber that has boarded at that place, which counts as overdue from then on. In this
     * order: nobody is to take a subscriber for stuck that has gone on in time.
     *
     * @param seen how many visits were done when it was found to stand still
     * @return the cut, or {@link Claim#LOST}
     */
    int takeOver(int place, int seen) {
        int cut = claim.takeBoarded(place, seen);
        if (cut != Claim.LOST) {
            at(place).overdue();
        }
        return cut;
    }

    boolean counted() {
        return counted;
    }

    SubscriberHandle<T> at(int place) {
        return route.subscriber(place);
    }

    Watch watch() {
        return watch;
    }

    /** The handler has answered the walk at that index, the next one. */
    void answer(int index, Verdict verdict) {
        if (index == alike && verdict == toAlike) {
            alike = index + 1;
        } else if (index == 0) {
            // Not at every visit: to store a reference is a write to what all cores share of the heap's bookkeeping.
            toAlike = verdict;
            alike = 1;
        } else {
            apart()[index] = verdict;
        }
    }

    /** Another has answered for the handler. */
    void answer(int index, Verdict verdict, Source source) {
        apart()[index] = verdict;
        if (sources == null) {
            sources = new Source[train.size()];
        }
        sources[index] = source;
    }

    private @Nullable Verdict[] apart() {
        @Nullable Verdict[] each = verdicts;
        if (each == null) {
            each = new Verdict[train.size()];
            verdicts = each;
        }
        return each;
    }

    void pending(int index, Pending<T> pending) {
        if (pendings == null) {
            pendings = newPendings(train.size());
        }
        pendings[index] = pending;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays
    private static <T> @Nullable Pending<T>[] newPendings(int length) {
        return new Pending[length];
    }

    void began(int index, long nanos) {
        if (times != null) {
            times[2 * index] = nanos;
        }
    }

    void ended(int index, long nanos) {
        if (times != null) {
            times[2 * index + 1] = nanos;
        }
    }

    /** When the visit of that walk began; 0 when it has not, or where times are not taken. */
    long from(int index) {
        return times == null ? 0 : times[2 * index];
    }

    long to(int index) {
        return times == null ? 0 : times[2 * index + 1];
    }

    /** The answer to that walk's visit; absent when it was not visited here, was skipped, or is pending. */
    @Nullable
    Verdict verdict(int index) {
        if (index < alike) {
            return toAlike;
        }
        return verdicts == null ? null : verdicts[index];
    }

    Source source(int index) {
        Source source = sources == null ? null : sources[index];
        return source == null ? Source.HANDLER : source;
    }

    @Nullable
    Pending<T> pending(int index) {
        return pendings == null ? null : pendings[index];
    }

    boolean anyPending() {
        return pendings != null;
    }

    /** What that walk's visit at this stop was, also when the walk is somebody else's by now. */
    Visit<T> visitHere(int index) {
        return train.walk(index).visitWhen(train.heading());
    }

    /** The verdict that the handler gave all walks of the train here; absent when it did not, or not yet. */
    @Nullable
    Verdict answerToAll() {
        return alike == train.size() ? toAlike : null;
    }

    int settled() {
        return settled;
    }

    /** The first walks' visits are settled and those walks are gone: forgets their answers. */
    void settled(int more) {
        settled += more;
        forget();
    }

    /** The stop is settled as a whole: the train goes on with all its walks. */
    void clear() {
        settled = 0;
        forget();
    }

    private void forget() {
        alike = 0;
        toAlike = null;
        verdicts = null;
        sources = null;
        pendings = null;
        if (times != null) {
            Arrays.fill(times, 0);
        }
    }

    /** One trip is not another. Of a number that it has anyway: an identity hash costs more than a short visit. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "trip " + claim;
    }

    /** How long a claim has stood still, as the coordinator sees it. Single-threaded. */
    static final class Watch {
        private int place = -1;
        private int done = -1;
        private long since;

        /** Notes what is seen now and answers for how many nanoseconds it has been the same. */
        long still(int placeNow, int doneNow, long nanos) {
            if (place != placeNow || done != doneNow) {
                place = placeNow;
                done = doneNow;
                since = nanos;
            }
            return nanos - since;
        }
    }
}
