package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A walk's turn. Promise P5: walks of a key start in the order of their acceptance, and not while another is under way.
 * Promise P6: the membership that a route is taken from has in it whoever had joined before the walk was accepted.
 */
final class StartRule {

    private final Roll roll;
    private final Keys keys;
    /** The highest version that a walk has named before there was such a membership. */
    private long tooNew;

    StartRule(Roll roll, Keys keys) {
        this.roll = roll;
        this.keys = keys;
    }

    void started(Trail trail, Entry.Started entry, Mark mark) {
        if (trail.start != null) {
            trail.broken(Promise.P5, "starts twice", trail.start.mark(), mark);
        } else {
            start(trail, route(trail, entry.version(), mark), mark);
        }
    }

    /** The start of a walk of which there is a line; without one of its start, it is taken to start there. */
    Trail.Start startOf(Trail trail, String what, Mark mark) {
        if (trail.start != null) {
            return trail.start;
        }
        trail.broken(Promise.P5, what + " before it has started", trail.publishedAt, mark);
        return start(trail, roll.route(), mark);
    }

    /** The route of the version that the walk names; of the present one where that cannot be. */
    private Route route(Trail trail, long version, Mark mark) {
        roll.believe(version);
        if (version > roll.version()) {
            if (version > tooNew) {
                tooNew = version;
                trail.broken(
                        Promise.P6,
                        "starts with version " + version + " of the membership, and it is still at " + roll.version(),
                        proof(mark));
            }
            return roll.route();
        }
        Optional<Route> route = roll.route(version);
        if (version < trail.earliestVersion || route.isEmpty()) {
            trail.broken(
                    Promise.P6,
                    "starts with version " + version + " of the membership, and somebody had joined in version "
                            + trail.earliestVersion + " before it was accepted",
                    proof(trail.publishedAt, mark));
            return roll.route();
        }
        return route.orElseGet(roll::route);
    }

    private List<Mark> proof(Mark... lines) {
        List<Mark> proof = new ArrayList<>(List.of(lines));
        roll.lastChange().ifPresent(proof::add);
        return proof;
    }

    private Trail.Start start(Trail trail, Route route, Mark mark) {
        KeyState key = keys.of(trail);
        for (Trail earlier : key.overtakenBy(trail)) {
            trail.broken(
                    Promise.P5,
                    "starts before " + earlier + ", which was accepted first",
                    earlier.publishedAt,
                    trail.publishedAt,
                    mark);
        }
        for (Trail other : key.open()) {
            trail.broken(
                    Promise.P5,
                    "starts while " + other + " is under way",
                    other.start == null ? other.publishedAt : other.start.mark(),
                    mark);
        }
        boolean replay = trail.published.cause() == Recorded.Cause.REPLAY;
        Optional<Mark> sameUp = key.upSince(trail.published.phase());
        if (trail.isAcquire() && !replay && key.open().isEmpty()) {
            sameUp.ifPresent(since -> trail.broken(
                    Promise.P3, "acquires the key in a phase that it is up in, and not released from", since, mark));
        }
        trail.start = new Trail.Start(
                mark,
                route,
                replay ? sameUp.isPresent() : key.isUp(),
                trail.isRelease() ? key.holders() : Map.of(),
                trail.published.cause() == Recorded.Cause.TEARDOWN ? key.newestHolds() : Map.of());
        key.started(trail);
        return trail.start;
    }
}
