package io.chainbus.walk;

import io.chainbus.chain.Places;
import io.chainbus.event.Direction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What happened at each place of a route, in one pass over it. The common case, that all places so far gave the same
 * verdict, each in its turn and without times, takes no memory a place; all else is kept only from when there is some.
 *
 * <p>Invariant: while {@link #verdicts} is absent, exactly the targets from the first to {@link #last}, as the pass is
 * heading, have been visited, and all gave {@link #alike}, after which a walk {@linkplain #letsGoOn goes on}.
 */
final class Visits {

    private final Places targets;
    private final Direction heading;

    private @Nullable Verdict alike;
    private int last = Places.NOWHERE;
    /** The first target beyond {@link #last}; the first of all before any was visited. */
    private int due;

    private @Nullable Verdict @Nullable [] verdicts;
    private Source @Nullable [] sources;
    private Skip @Nullable [] skips;
    /** Begin and end of the visit at place p in elements 2p and 2p+1. */
    private long @Nullable [] times;

    private int steps;

    Visits(Places targets, Direction heading) {
        this.targets = targets;
        this.heading = heading;
        this.due = targets.first(heading);
    }

    /** Every target gave that verdict; or none has been visited yet, where there is none. */
    static Visits throughout(Places targets, Direction heading, @Nullable Verdict verdict) {
        Visits visits = new Visits(targets, heading);
        if (verdict != null) {
            visits.alike = verdict;
            visits.last = targets.first(heading.opposite());
            visits.due = Places.NOWHERE;
            visits.steps = targets.count();
        }
        return visits;
    }

    /**
     * Notes a verdict of a handler if it is the same as all before and the place's turn: the short cut that nearly every
     * visit takes.
     */
    boolean visitedAlike(int place, Verdict verdict) {
        if (verdict != alike || place != due || verdicts != null) {
            return false;
        }
        last = place;
        due = targets.next(place, heading);
        steps++;
        return true;
    }

    /** Whether a walk goes on after that verdict whoever gives it, in whatever phase. */
    static boolean letsGoOn(Verdict verdict) {
        return verdict == Verdict.ok() || verdict == Verdict.done();
    }

    /** Notes that verdict for each of {@code count} targets, which are all from {@code first} to {@code end}. */
    void visitedAlike(int first, int end, int count, Verdict verdict) {
        visited(first, verdict, Source.HANDLER);
        if (first == end) {
            return;
        }
        if (verdict == alike && verdicts == null) {
            last = end;
            due = targets.next(end, heading);
            steps += count - 1;
            return;
        }
        int place = first;
        while (place != end) {
            place = targets.next(place, heading);
            visited(place, verdict, Source.HANDLER);
        }
    }

    void visited(int place, Verdict verdict, Source source) {
        if (alike == null && verdicts == null && letsGoOn(verdict)) {
            alike = verdict;
        }
        if (source == Source.HANDLER && visitedAlike(place, verdict)) {
            return;
        }
        unfold()[place] = verdict;
        if (source != Source.HANDLER) {
            if (sources == null) {
                sources = new Source[places()];
            }
            sources[place] = source;
        }
        steps++;
    }

    /** Keeps a verdict for each place from now on. */
    private @Nullable Verdict[] unfold() {
        @Nullable Verdict[] each = verdicts;
        if (each == null) {
            each = new Verdict[places()];
            if (steps > 0) {
                for (int place = targets.first(heading); place != due; place = targets.next(place, heading)) {
                    each[place] = alike;
                }
            }
            verdicts = each;
        }
        return each;
    }

    void timed(int place, long from, long to) {
        if (times == null) {
            times = new long[2 * places()];
        }
        times[2 * place] = from;
        times[2 * place + 1] = to;
    }

    void skipped(int place, Skip why) {
        var unused = unfold();
        if (skips == null) {
            skips = new Skip[places()];
        }
        skips[place] = why;
    }

    /** What every target gave, where that is the same and all have been visited; absent otherwise. */
    @Nullable
    Verdict throughout() {
        return verdicts == null && due == Places.NOWHERE ? alike : null;
    }

    /** Whether the place has been visited or passed by. */
    boolean met(int place) {
        return verdict(place) != null || skip(place) != null;
    }

    @Nullable
    Verdict verdict(int place) {
        if (verdicts != null) {
            return verdicts[place];
        }
        return reached(place) ? alike : null;
    }

    private boolean reached(int place) {
        if (last == Places.NOWHERE || !targets.contains(place)) {
            return false;
        }
        return heading == Direction.DESCENDING ? place <= last : place >= last;
    }

    Source source(int place) {
        Source source = sources == null ? null : sources[place];
        return source == null ? Source.HANDLER : source;
    }

    @Nullable
    Skip skip(int place) {
        return skips == null ? null : skips[place];
    }

    Timing timing(int place) {
        return times == null ? Timing.off() : Timing.of(times[2 * place], times[2 * place + 1]);
    }

    int steps() {
        return steps;
    }

    private int places() {
        return targets.route().size();
    }
}
