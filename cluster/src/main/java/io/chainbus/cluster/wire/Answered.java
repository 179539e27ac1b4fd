package io.chainbus.cluster.wire;

import io.chainbus.cluster.trace.Trace;
import java.util.List;

/**
 * What came of walks' visits of the same segment.
 *
 * @param place the first of the places that were asked for
 * @param traces of those places, in that order
 */
public record Answered(int place, boolean back, List<Trace> traces, List<Done> done) {
    public Answered {
        traces = List.copyOf(traces);
        done = List.copyOf(done);
    }
}
