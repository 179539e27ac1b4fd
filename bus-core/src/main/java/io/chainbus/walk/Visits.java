package io.chainbus.walk;

import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What happened at each place of a route, in one pass over it. The common case, a handler's verdict without times,
 * takes one reference a place; all else is kept only from when there is some.
 */
final class Visits {

    private final @Nullable Verdict[] verdicts;
    private Source @Nullable [] sources;
    private Skip @Nullable [] skips;
    /** Begin and end of the visit at place p in elements 2p and 2p+1. */
    private long @Nullable [] times;

    private int steps;

    Visits(int places) {
        this.verdicts = new Verdict[places];
    }

    void visited(int place, Verdict verdict, Source source) {
        verdicts[place] = verdict;
        if (source != Source.HANDLER) {
            if (sources == null) {
                sources = new Source[verdicts.length];
            }
            sources[place] = source;
        }
        steps++;
    }

    void timed(int place, long from, long to) {
        if (times == null) {
            times = new long[2 * verdicts.length];
        }
        times[2 * place] = from;
        times[2 * place + 1] = to;
    }

    void skipped(int place, Skip why) {
        if (skips == null) {
            skips = new Skip[verdicts.length];
        }
        skips[place] = why;
    }

    /** Whether the place has been visited or passed by. */
    boolean met(int place) {
        return verdict(place) != null || skip(place) != null;
    }

    @Nullable
    Verdict verdict(int place) {
        return verdicts[place];
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
}
