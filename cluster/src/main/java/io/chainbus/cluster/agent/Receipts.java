package io.chainbus.cluster.agent;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.ReceiptLine;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Published;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes receipts of what a message says of walks that took place elsewhere: the walk is walked once more, through its
 * marks. One for each message.
 */
final class Receipts<T> {

    private final String chain;
    private final ToPublisher.Receipts message;
    private final int openLimit;
    private final Places all;

    Receipts(String chain, ToPublisher.Receipts message, int openLimit) {
        this.chain = chain;
        this.message = message;
        this.openLimit = openLimit;
        List<Member<Object>> members = new ArrayList<>(message.who().size());
        List<Object> nobody = new ArrayList<>(message.who().size());
        for (ToPublisher.Who who : message.who()) {
            members.add(Roll.member(who.id(), who.observer(), who));
            nobody.add(who);
        }
        this.all = Places.all(Route.of(0, members, nobody));
    }

    Receipt<T> receipt(ReceiptLine line, String key, Phase phase, T payload) {
        Ending ending = message.endings().get(line.ending());
        Publication<T> publication = new Published<>(line.walk(), key, payload, phase, Cause.FORWARD, receipt -> {});
        return switch (ending.kind()) {
            case ALREADY_UP -> Receipt.refused(publication, new PublishRefusal.AlreadyUp(key, phase));
            case OVERLOADED -> Receipt.refused(publication, new PublishRefusal.Overloaded(chain, openLimit));
            case BEHIND -> Receipt.refused(publication, new PublishRefusal.JournalBehind(chain));
            case CLOSING -> Receipt.refused(publication, new PublishRefusal.Closing(chain));
            case COMPLETED, STOPPED, VETOED ->
                walked(publication, message.traces().get(line.trace()));
        };
    }

    private Receipt<T> walked(Publication<T> publication, Trace trace) {
        Walk<T> walk = new Walk<>(publication, chain, all);
        walk(walk, trace, false);
        if (walk.undoing()) {
            walk(walk, trace, true);
        }
        if (!walk.ended()) {
            walk.exhausted();
        }
        return walk.receipt();
    }

    /**
     * What ended the walk comes last: of one that had begun before its coordinator did, some further on had been visited
     * already when the policy of somebody who was away ended it.
     */
    private void walk(Walk<T> walk, Trace trace, boolean back) {
        String marks = back ? trace.back() : trace.out();
        Direction heading = walk.heading();
        int decisive = Places.NOWHERE;
        for (int place = all.first(heading); place != Places.NOWHERE; place = all.next(place, heading)) {
            char mark = place < marks.length() ? marks.charAt(place) : Mark.NONE;
            Skip skip = Mark.skip(mark);
            if (skip != null) {
                walk.skipped(place, skip);
            } else if (mark != Mark.NONE) {
                Verdict verdict = Mark.verdict(mark, trace.reason(place, back));
                Result result = walk.result(place, verdict);
                if (!back && (result == Result.VETO || result == Result.STOP)) {
                    decisive = place;
                } else {
                    walk.visited(place, verdict, Mark.source(mark));
                }
            }
        }
        if (decisive != Places.NOWHERE) {
            char mark = marks.charAt(decisive);
            walk.visited(decisive, Mark.verdict(mark, trace.reason(decisive, back)), Mark.source(mark));
        }
    }
}
