package io.chainbus.walk;

import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks that travel together: same route, same heading, at the same place. What has queued up for a direction leaves as
 * one train, so that a hop from one subscriber to the next costs one message however many walks go along.
 *
 * <p>A train holds at most one walk of a key: walks of one key never overlap (promise P5), so no two are ever under way
 * at once. Trains split when some walks have to wait; a walk's promises hold whichever train it is in.
 *
 * <p>Nearly always all walks of a train have the same places to go to, and get the same verdict at each. So what all got
 * ({@link #visitedAlike}) is noted once, by the train, and each walk notes it when something sets it apart or at the end
 * ({@link #catchUp}).
 *
 * <p>Not thread-safe: a train has one owner at a time.
 *
 * @param <T> the payload
 */
public final class Train<T> {

    private final Route<?> route;
    private final Direction heading;
    private Walk<T>[] walks;

    /**
     * What the handlers are given, by the walk's index; absent when the walks differ in where they go, or have changed
     * their places in the train. Made when it departs: who does the visits then needs nothing of the walks themselves,
     * which whoever made them has in its core's cache.
     */
    private Visit<T> @Nullable [] visits;

    private int size;
    private int place;

    /** Where all its walks go, each on its way out; absent when they differ. */
    private @Nullable Places common;

    /**
     * What every walk got at each of the common places from {@link #runFirst} to {@link #runLast}, and none has noted yet;
     * absent when there is no such place.
     */
    private @Nullable Verdict run;

    private int runFirst;
    private int runLast;
    private int runSteps;

    @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays
    private Train(Route<?> route, Direction heading, int place, List<Walk<T>> walks) {
        this.route = route;
        this.heading = heading;
        this.place = place;
        this.walks = walks.toArray(new Walk[0]);
        this.size = this.walks.length;
    }

    /** A train of walks that are about to begin, which stands at the first place that any of them visits. */
    public static <T> Train<T> departing(Route<?> route, Direction heading, List<Walk<T>> walks) {
        Train<T> train = new Train<>(route, heading, Places.NOWHERE, walks);
        Places all = train.whereAllGo();
        if (all == null) {
            for (Walk<T> walk : train.walks) {
                train.callAt(walk.first());
            }
        } else {
            train.place = all.first(heading);
            train.common = all;
            train.visits = visitsOf(train.walks);
        }
        return train;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays
    private static <T> Visit<T>[] visitsOf(Walk<T>[] walks) {
        Visit<T>[] visits = new Visit[walks.length];
        for (int index = 0; index < visits.length; index++) {
            visits[index] = walks[index].visit();
        }
        return visits;
    }

    /**
     * A train of walks that have all been visited at {@code place} and go on from there; {@link #advance} is next.
     */
    public static <T> Train<T> leaving(Route<?> route, Direction heading, int place, List<Walk<T>> walks) {
        return new Train<>(route, heading, place, walks);
    }

    public Route<?> route() {
        return route;
    }

    public Direction heading() {
        return heading;
    }

    /** Where the train stands, or {@link Places#NOWHERE} when it has nowhere to go. */
    public int place() {
        return place;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** One of its walks, which may have to {@link #catchUp}. */
    public Walk<T> walk(int index) {
        return walks[index];
    }

    /** What a handler is given for one of its walks, where the train stands. */
    public Visit<T> visit(int index) {
        Visit<T>[] each = visits;
        return each != null ? each[index] : walks[index].visit();
    }

    /** Whether every one of its walks is to be visited where it stands. */
    public boolean allVisit() {
        return common != null;
    }

    /**
     * Notes that the handler where the train stands gave every one of its walks this verdict.
     *
     * @return false if it cannot be noted for all in one: each walk is to be told then, after {@link #catchUp}
     */
    public boolean visitedAlike(Verdict verdict) {
        if (common == null || !Visits.letsGoOn(verdict) || (run != null && run != verdict)) {
            return false;
        }
        if (run == null) {
            run = verdict;
            runFirst = place;
        }
        runLast = place;
        runSteps++;
        return true;
    }

    /** Has every walk note what the train has noted for all. To be called before any of them is looked at alone. */
    public void catchUp() {
        Verdict verdict = run;
        if (verdict == null) {
            return;
        }
        for (int index = 0; index < size; index++) {
            walks[index].visitedAlike(runFirst, runLast, runSteps, verdict);
        }
        run = null;
        runSteps = 0;
    }

    /** Takes the first {@code count} walks off this train. */
    public List<Walk<T>> uncouple(int count) {
        catchUp();
        List<Walk<T>> uncoupled = new ArrayList<>(Arrays.asList(walks).subList(0, count));
        walks = Arrays.copyOfRange(walks, count, size);
        visits = null;
        size -= count;
        return uncoupled;
    }

    /**
     * Goes on to the next place that any of its walks visits. Walks that have ended, or end now since there is no place
     * left for them, leave the train, as do those that have turned around.
     *
     * @param off receives the walks that leave, in the train's order
     */
    public void advance(List<Walk<T>> off) {
        if (!advanceTogether()) {
            catchUp();
            advanceEach(off);
        }
    }

    /**
     * Goes on to the next place if all its walks got the same where it stands, and all go on to that place.
     *
     * @return false if it did not: then it is to {@link #advance}
     */
    public boolean advanceTogether() {
        Places all = common;
        if (all == null || run == null || runLast != place) {
            return false;
        }
        int next = all.next(place, heading);
        if (next == Places.NOWHERE) {
            return false;
        }
        place = next;
        return true;
    }

    /**
     * Takes all its walks off if they have been everywhere, and every one got the same everywhere. Neither the walks nor
     * this train need be looked at for that.
     *
     * @return absent if it is not so: then it is to {@link #advance}
     */
    public @Nullable Ended<T> end() {
        Places all = common;
        Verdict verdict = run;
        if (all == null || verdict == null || runLast != place || all.next(place, heading) != Places.NOWHERE) {
            return null;
        }
        if (runFirst != all.first(heading)) {
            catchUp();
            return null;
        }
        Ended<T> ended = Ended.alike(size == walks.length ? walks : Arrays.copyOf(walks, size), verdict);
        size = 0;
        place = Places.NOWHERE;
        common = null;
        run = null;
        return ended;
    }

    private void advanceEach(List<Walk<T>> off) {
        int from = place;
        place = Places.NOWHERE;
        visits = null;
        int kept = 0;
        for (int index = 0; index < size; index++) {
            Walk<T> walk = walks[index];
            if (!staysOn(walk, from)) {
                off.add(walk);
            } else {
                walks[kept++] = walk;
            }
        }
        Arrays.fill(walks, kept, size, null);
        size = kept;
        common = whereAllGo();
    }

    private @Nullable Places whereAllGo() {
        Places all = null;
        for (int index = 0; index < size; index++) {
            Walk<T> walk = walks[index];
            Places goes = walk.targets();
            if (walk.undoing() || (all != null && !all.equals(goes))) {
                return null;
            }
            all = goes;
        }
        return all;
    }

    private boolean staysOn(Walk<T> walk, int from) {
        if (walk.ended() || walk.heading() != heading) {
            return false;
        }
        int next = walk.next(from);
        if (next == Places.NOWHERE) {
            walk.exhausted();
            return false;
        }
        callAt(next);
        return true;
    }

    private void callAt(int next) {
        if (place == Places.NOWHERE) {
            place = next;
        } else if (next != Places.NOWHERE) {
            place = heading == Direction.DESCENDING ? Math.min(place, next) : Math.max(place, next);
        }
    }

    @Override
    public String toString() {
        return "train of " + size + " at " + place + " " + heading;
    }
}
