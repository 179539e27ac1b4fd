package io.chainbus.cluster.home;

import io.chainbus.chain.Places;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Answered;
import io.chainbus.cluster.wire.Done;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.event.Direction;
import io.chainbus.recording.Recorder;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The walks under way: which segment each is at, and what the agents' answers come to. Each goes on at once to its next
 * segment; walks that have the same one go together. Single-threaded.
 */
final class Traffic {

    private final long epoch;
    private final Absentees absentees;
    private final Agents agents;
    private final Outbox outbox;
    private final long patienceNanos;
    private final long patienceMost;
    private final Consumer<Journey> over;
    private final Segments segments = new Segments();
    private final Map<Long, Journey> journeys = new HashMap<>();

    /**
     * @param patienceNanos how long an answer is waited for at first
     * @param patienceMost and at the most
     * @param over takes walks that have ended
     */
    Traffic(
            long epoch,
            Recorder recorder,
            Agents agents,
            Outbox outbox,
            long patienceNanos,
            long patienceMost,
            Consumer<Journey> over) {
        this.epoch = epoch;
        this.absentees = new Absentees(recorder);
        this.agents = agents;
        this.outbox = outbox;
        this.patienceNanos = patienceNanos;
        this.patienceMost = patienceMost;
        this.over = over;
    }

    /** A walk begins, or one that is being undone later goes back. */
    void begin(Journey journey) {
        journeys.put(journey.walk.id(), journey);
        Walk<Payload> walk = journey.walk;
        proceed(journey, walk.undoing() ? walk.next(beyond(walk)) : walk.first());
    }

    private static int beyond(Walk<?> walk) {
        return walk.heading() == Direction.DESCENDING ? -1 : walk.route().size();
    }

    /** On to that place, which is not visited yet. */
    private void proceed(Journey journey, int from) {
        Walk<Payload> walk = journey.walk;
        int place = from;
        while (!walk.ended()) {
            if (place == Places.NOWHERE && !journey.deferred.isEmpty()) {
                absentees.decide(journey);
                place = walk.ended() ? Places.NOWHERE : walk.next(beyond(walk));
                continue;
            }
            if (place == Places.NOWHERE) {
                walk.exhausted();
                break;
            }
            HomeSeat seat = journey.route.subscriber(place);
            if (seat.reachable()) {
                ask(journey, segments.of(journey, place));
                return;
            }
            absentees.passBy(journey, place);
            place = walk.ended() ? Places.NOWHERE : walk.next(place);
        }
        journeys.remove(walk.id());
        over.accept(journey);
    }

    private void ask(Journey journey, Segment segment) {
        journey.at = segment;
        journey.patience = patienceNanos;
        journey.askAgain = System.nanoTime() + patienceNanos;
        outbox.add(journey, segment);
    }

    /** An agent has answered; what nobody waits for (any more) changes nothing. */
    void visited(ToHome.Visited message) {
        if (message.epoch() != epoch) {
            return;
        }
        for (Answered answered : message.answers()) {
            List<Trace> traces = answered.traces();
            for (Done done : answered.done()) {
                Journey journey = awaiting(done.walk(), message.from(), answered.place(), answered.back());
                if (journey != null) {
                    settle(journey, traces.get(done.trace()));
                }
            }
        }
    }

    /** An agent says that the walk had been undone there before the present coordinator began. */
    void undone(ToHome.Undone message) {
        Journey journey =
                message.epoch() == epoch ? awaiting(message.walk(), message.from(), message.place(), false) : null;
        if (journey != null) {
            journey.doomed = message.undoing();
            settle(journey, message.trace());
        }
    }

    private @Nullable Journey awaiting(long walk, AgentId from, int place, boolean back) {
        Journey journey = journeys.get(walk);
        if (journey == null) {
            return null;
        }
        Segment at = journey.at;
        boolean awaited = at != null
                && at.back() == back
                && at.places().get(0) == place
                && at.agent().equals(from);
        return awaited ? journey : null;
    }

    private void settle(Journey journey, Trace trace) {
        Segment segment = Objects.requireNonNull(journey.at);
        journey.at = null;
        journey.known(segment.agent());
        outbox.answered(journey);
        Walk<Payload> walk = journey.walk;
        List<Integer> places = segment.places();
        for (int index = 0; index < places.size() && !walk.ended(); index++) {
            int place = places.get(index);
            char mark = trace.out().charAt(index);
            String reason = trace.reason(place, segment.back());
            if (!journey.deferred.isEmpty() && Mark.isVerdict(mark)) {
                absentees.others(journey, place, Mark.verdict(mark, reason));
            }
            Walk.Next next = note(walk, place, mark, reason);
            if (next == Walk.Next.TURN) {
                proceed(journey, walk.next(undo(walk, segment, trace, index)));
                return;
            }
        }
        proceed(journey, walk.ended() ? Places.NOWHERE : walk.next(places.get(places.size() - 1)));
    }

    /**
     * Somebody of the segment vetoed, and the agent has had the others undo.
     *
     * @return the last place that this is known of
     */
    private static int undo(Walk<Payload> walk, Segment segment, Trace trace, int vetoed) {
        int last = segment.places().get(vetoed);
        for (int index = vetoed - 1; index >= 0 && !trace.back().isEmpty(); index--) {
            int place = segment.places().get(index);
            char mark = trace.back().charAt(index);
            if (walk.visits(place) && mark != Mark.NONE) {
                note(walk, place, mark, trace.reason(place, true));
                last = place;
            }
        }
        return last;
    }

    private static Walk.Next note(Walk<Payload> walk, int place, char mark, String reason) {
        Skip skip = Mark.skip(mark);
        if (skip != null) {
            walk.skipped(place, skip);
        } else if (mark != Mark.NONE) {
            return walk.visited(place, Mark.verdict(mark, reason), Mark.source(mark));
        }
        return Walk.Next.ON;
    }

    /** Asks again for what has not been answered in time, and for all that an agent has been asked which is there now. */
    void askAgain(long nanos) {
        for (Journey journey : journeys.values()) {
            Segment at = journey.at;
            if (at != null && nanos - journey.askAgain >= 0 && agents.isAttached(at.agent())) {
                journey.patience = Math.min(patienceMost, 2 * journey.patience);
                journey.askAgain = nanos + journey.patience;
                askOnceMore(journey, at);
            }
        }
    }

    /** That agent has been heard of for the first time. */
    void attached(AgentId agent) {
        for (Journey journey : journeys.values()) {
            Segment at = journey.at;
            if (at != null && at.agent().equals(agent)) {
                askOnceMore(journey, at);
            }
        }
    }

    /** What is held back has not been asked yet. */
    private void askOnceMore(Journey journey, Segment at) {
        if (journey.load != null) {
            outbox.answered(journey);
            journey.tellAnew();
            outbox.add(journey, at);
        }
    }

    /**
     * That agent is gone, and its seats cannot be reached any more: what it has been asked it may have begun, so its
     * subscribers' policies answer for that.
     */
    void lost(AgentId agent) {
        segments.changed();
        outbox.lost(agent);
        for (Journey journey : List.copyOf(journeys.values())) {
            Segment at = journey.at;
            if (at == null || !at.agent().equals(agent)) {
                continue;
            }
            journey.at = null;
            int place = at.places().get(0);
            boolean turned = journey.walk.undoing();
            for (int begun : at.places()) {
                place = begun;
                absentees.standIn(journey, place);
                if (journey.walk.ended() || journey.walk.undoing() != turned) {
                    break;
                }
            }
            proceed(journey, journey.walk.ended() ? Places.NOWHERE : journey.walk.next(place));
        }
    }

    /** Somebody can be reached no more, or is another one. */
    void changed() {
        segments.changed();
    }

    /** Those that an answer is awaited from. */
    Set<AgentId> awaited() {
        Set<AgentId> awaited = new HashSet<>();
        for (Journey journey : journeys.values()) {
            Segment at = journey.at;
            if (at != null) {
                awaited.add(at.agent());
            }
        }
        return awaited;
    }

    /** Whether an answer is awaited from that one. */
    boolean awaits(AgentId agent) {
        return journeys.values().stream()
                .anyMatch(journey -> journey.at != null && journey.at.agent().equals(agent));
    }

    int underWay() {
        return journeys.size();
    }
}
