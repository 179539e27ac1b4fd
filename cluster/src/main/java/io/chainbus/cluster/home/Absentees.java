package io.chainbus.cluster.home;

import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Undoing;
import io.chainbus.recording.Recorder;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.List;

/**
 * What becomes of places whose subscribers cannot be asked: a walk passes by who has left, and for who is away its policy
 * answers. Single-threaded.
 *
 * <p>Of a walk that had begun before the present coordinator did, nobody knows what who is away had said; and others further
 * on may have been visited already. So where a policy would end the walk, those further on are asked first what they
 * remember. If one of them had ended it, whoever stands before had let it pass. If none had, the policy ends it, and those who
 * had accepted further on undo it like those before.
 */
final class Absentees {

    private final Recorder recorder;

    Absentees(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The walk comes to a place whose subscriber cannot be reached. */
    void passBy(Journey journey, int place) {
        HomeSeat seat = journey.route.subscriber(place);
        Skip absence = seat.absence();
        if (absence == null) {
            standIn(journey, place);
        } else {
            journey.walk.skipped(place, absence);
            recorder.skipped(journey.walk, seat.id(), absence);
        }
    }

    /** Its policy answers, as it said it would when it registered; or has to wait for others. */
    void standIn(Journey journey, int place) {
        HomeSeat seat = journey.route.subscriber(place);
        Walk<Payload> walk = journey.walk;
        Undoing doomed = journey.doomed;
        if (doomed != null && !walk.undoing() && doomed.by().equals(seat.id())) {
            letPass(journey);
            answer(journey, place, Verdict.veto(doomed.reason()));
            return;
        }
        Verdict verdict = policy(journey, place);
        boolean waits =
                !walk.undoing() && (!journey.deferred.isEmpty() || (journey.restored && ends(walk, place, verdict)));
        if (waits) {
            journey.deferred.add(place);
        } else {
            answer(journey, place, verdict);
        }
    }

    private static Verdict policy(Journey journey, int place) {
        return journey.route
                .subscriber(place)
                .standIn(journey.walk.visit().phase().name());
    }

    private static boolean ends(Walk<Payload> walk, int place, Verdict verdict) {
        Result result = walk.result(place, verdict);
        return !walk.undoing() && (result == Result.VETO || result == Result.STOP);
    }

    private void answer(Journey journey, int place, Verdict verdict) {
        long now = System.nanoTime();
        recorder.visited(journey.walk, place, verdict, Source.DEATH, now, now);
        journey.walk.visited(place, verdict, Source.DEATH);
    }

    /** Somebody further on had given that verdict. */
    void others(Journey journey, int place, Verdict verdict) {
        if (ends(journey.walk, place, verdict)) {
            letPass(journey);
        }
    }

    private void letPass(Journey journey) {
        List<Integer> passed = List.copyOf(journey.deferred);
        journey.deferred.clear();
        passed.forEach(place -> answer(journey, place, Verdict.ok()));
    }

    /** Nobody further on had ended the walk: the policy of the first that waits does. */
    void decide(Journey journey) {
        int place = journey.deferred.get(0);
        journey.deferred.clear();
        answer(journey, place, policy(journey, place));
    }
}
