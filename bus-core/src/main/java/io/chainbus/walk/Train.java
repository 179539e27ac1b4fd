package io.chainbus.walk;

import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks that travel together: same route, same heading, at the same place. What has queued up for a direction leaves as
 * one train, so that a hop from one subscriber to the next costs one message however many walks go along.
 *
 * <p>A train holds at most one walk of a key: walks of one key never overlap (promise P5), so no two are ever under way
 * at once. Trains split when some walks have to wait; a walk's promises hold whichever train it is in.
 *
 * <p>Not thread-safe: a train has one owner at a time.
 *
 * @param <T> the payload
 */
public final class Train<T> {

    private final Route<?> route;
    private final Direction heading;
    private final List<Walk<T>> walks;
    private int place;

    private Train(Route<?> route, Direction heading, int place, List<Walk<T>> walks) {
        this.route = route;
        this.heading = heading;
        this.place = place;
        this.walks = new ArrayList<>(walks);
    }

    /** A train of walks that are about to begin, which stands at the first place that any of them visits. */
    public static <T> Train<T> departing(Route<?> route, Direction heading, List<Walk<T>> walks) {
        Train<T> train = new Train<>(route, heading, Places.NOWHERE, walks);
        for (Walk<T> walk : walks) {
            train.callAt(walk.first());
        }
        return train;
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
        return walks.size();
    }

    public boolean isEmpty() {
        return walks.isEmpty();
    }

    public Walk<T> walk(int index) {
        return walks.get(index);
    }

    /** Takes the first {@code count} walks off this train. */
    public List<Walk<T>> uncouple(int count) {
        List<Walk<T>> front = walks.subList(0, count);
        List<Walk<T>> uncoupled = new ArrayList<>(front);
        front.clear();
        return uncoupled;
    }

    /**
     * Goes on to the next place that any of its walks visits. Walks that have ended, or end now since there is no place
     * left for them, leave the train, as do those that have turned around.
     *
     * @param off receives the walks that leave, in the train's order
     */
    public void advance(List<Walk<T>> off) {
        int from = place;
        place = Places.NOWHERE;
        int kept = 0;
        for (int index = 0; index < walks.size(); index++) {
            Walk<T> walk = walks.get(index);
            if (!staysOn(walk, from)) {
                off.add(walk);
            } else {
                walks.set(kept++, walk);
            }
        }
        walks.subList(kept, walks.size()).clear();
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
        return "train of " + walks.size() + " at " + place + " " + heading;
    }
}
