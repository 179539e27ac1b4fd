package io.chainbus.history.check;

import io.chainbus.history.Turn;
import java.util.Map;

/**
 * Lines of walks that are not open (promise P5): never accepted, or ended. The latest of both are remembered, so that
 * the line that proves it can be named, and so that a walk that was never accepted is reported once.
 */
final class Strays {

    private static final int REMEMBERED = 4096;

    private final Map<Long, Mark> ended = new Latest<>(REMEMBERED);
    private final Map<Long, Mark> unknown = new Latest<>(REMEMBERED);
    private final Presence presence;
    private final Reporter reporter;

    Strays(Presence presence, Reporter reporter) {
        this.presence = presence;
        this.reporter = reporter;
    }

    void ended(Trail trail, Mark mark) {
        ended.put(trail.id(), mark);
    }

    void visit(Turn turn, Mark mark) {
        Mark left = presence.left(turn.subscriber());
        if (left != null && turn.source().byHandler() && !unknown.containsKey(turn.walk())) {
            reporter.broken(
                    Promise.P7,
                    "walk " + turn.walk() + " visits " + turn.subscriber() + " after it has left",
                    left,
                    mark);
        } else {
            line(turn.walk(), "visits " + turn.subscriber(), mark);
        }
    }

    void line(long walk, String what, Mark mark) {
        Mark end = ended.get(walk);
        if (end != null) {
            reporter.broken(Promise.P5, "walk " + walk + " " + what + " after its end", end, mark);
        } else if (!unknown.containsKey(walk)) {
            unknown.put(walk, mark);
            reporter.broken(Promise.P5, "walk " + walk + " " + what + ", and was never accepted", mark);
        }
    }
}
