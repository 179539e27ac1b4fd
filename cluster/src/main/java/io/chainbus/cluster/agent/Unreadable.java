package io.chainbus.cluster.agent;

import io.chainbus.chain.Route;
import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a segment whose payload this node cannot read: nobody is visited, and the policies answer as if the
 * handlers had thrown. Those who accepted by that are asked to undo like others, if somebody vetoes.
 *
 * @param route of the segment, first to last on the way down
 */
record Unreadable<T>(Route<SubscriberHandle<T>> route, Direction heading, Phase phase, boolean back, String why) {

    /** At each of those places, in the order in which they would have been visited. */
    Trace trace(List<Integer> places) {
        StringBuilder marks = new StringBuilder(places.size());
        List<Trace.Remark> remarks = new ArrayList<>(1);
        boolean over = false;
        for (int index = 0; index < places.size(); index++) {
            if (over) {
                marks.append(Mark.NONE);
                continue;
            }
            int place = heading == Direction.DESCENDING ? index : places.size() - 1 - index;
            Verdict verdict = verdict(route.subscriber(place).subscriber());
            marks.append(Mark.of(verdict, Source.THROW));
            if (verdict instanceof Verdict.Veto veto) {
                remarks.add(new Trace.Remark(places.get(index), back, veto.reason()));
            }
            Result result = route.member(place).observer()
                    ? Result.ofObserver(verdict)
                    : back ? Result.ofUndo(verdict) : Result.ofVisit(phase, verdict);
            over = result == Result.STOP || result == Result.VETO;
        }
        return new Trace(marks.toString(), "", remarks);
    }

    private Verdict verdict(Subscriber<T> subscriber) {
        try {
            return subscriber.failurePolicy().verdict(phase, Source.THROW, why);
        } catch (RuntimeException e) {
            return Verdict.veto(why);
        }
    }
}
