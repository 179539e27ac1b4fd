package io.chainbus.cluster.agent;

import io.chainbus.chain.Places;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.trace.Traces;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Walk;

/**
 * What becomes of a segment whose payload this node cannot read: nobody is visited, and the policies answer as if the
 * handlers had thrown, in the history too. Those who accepted by that are asked to undo like others, if somebody vetoes.
 *
 * @param part where the segment's subscribers stand, first to last on the way down
 * @param heading which way they would have been visited
 * @param number of the walk
 * @param subject what it is about; its payload is absent
 */
record Unreadable<T>(
        String chain, Recorder recorder, Roll.Part<T> part, Direction heading, long number, Subject subject) {

    /**
     * What came of it on the way out.
     *
     * @param before how many visits took place before
     */
    Trace out(int before) {
        Walk<Subject> walk = walk(before, 0);
        int place = walk.first();
        while (place != Places.NOWHERE && answer(walk, place, subject.phase()) == Walk.Next.ON) {
            place = walk.next(place);
        }
        if (place == Places.NOWHERE && !walk.ended()) {
            walk.exhausted();
        }
        return new Traces().of(walk);
    }

    /** What came of it on the way back, of those who are asked to undo by that phase. */
    Trace back(Phase undo, int before) {
        Walk<Subject> walk = walk(0, before);
        for (int place = 0; place < part.route().size(); place++) {
            walk.visited(place, Verdict.ok(), Source.HANDLER);
        }
        walk.exhausted();
        walk.revoke(undo);
        int place =
                walk.next(heading == Direction.DESCENDING ? -1 : part.route().size());
        while (place != Places.NOWHERE) {
            answer(walk, place, undo);
            place = walk.next(place);
        }
        walk.exhausted();
        return new Traces().of(walk);
    }

    private Walk<Subject> walk(int forward, int backward) {
        Publication<Subject> publication =
                new Published<>(number, subject.key(), subject, subject.phase(), subject.cause(), receipt -> {});
        return new Walk<>(publication, chain, part.all(), forward, backward);
    }

    private Walk.Next answer(Walk<Subject> walk, int place, Phase delivered) {
        Verdict verdict = verdict(part.route().subscriber(place).subscriber(), delivered);
        long now = System.nanoTime();
        recorder.visited(walk, place, verdict, Source.THROW, now, now);
        return walk.visited(place, verdict, Source.THROW);
    }

    private Verdict verdict(Subscriber<T> subscriber, Phase delivered) {
        try {
            return subscriber.failurePolicy().verdict(delivered, Source.THROW, subject.why());
        } catch (RuntimeException e) {
            return Verdict.veto(subject.why());
        }
    }
}
