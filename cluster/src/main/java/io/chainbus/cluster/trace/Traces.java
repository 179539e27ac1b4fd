package io.chainbus.cluster.trace;

import io.chainbus.chain.Places;
import io.chainbus.event.Direction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads out of walks what came of their visits. Single-threaded. */
public final class Traces {

    /** Of the last walk that was the same everywhere: mostly the next one is like it. */
    private @Nullable Trace latest;

    private @Nullable Places latestTargets;
    private @Nullable Verdict latestVerdict;

    /** What came of that walk's visits, at each place of its route. */
    @SuppressWarnings("ReferenceEquality") // walks of a train share their targets
    public Trace of(Walk<?> walk) {
        Optional<Verdict> alike = walk.alike();
        if (alike.isEmpty()) {
            return read(walk);
        }
        Trace known = latest;
        if (known == null || latestTargets != walk.targets() || latestVerdict != alike.get()) {
            known = read(walk);
            latest = known;
            latestTargets = walk.targets();
            latestVerdict = alike.get();
        }
        return known;
    }

    private static Trace read(Walk<?> walk) {
        List<Trace.Remark> remarks = new ArrayList<>(0);
        String out = pass(walk, false, remarks);
        boolean undone = walk.turned();
        return new Trace(out, undone ? pass(walk, true, remarks) : "", remarks);
    }

    private static String pass(Walk<?> walk, boolean back, List<Trace.Remark> remarks) {
        char[] marks = new char[walk.route().size()];
        Arrays.fill(marks, Mark.NONE);
        Places targets = walk.targets();
        Direction down = Direction.DESCENDING;
        for (int place = targets.first(down); place != Places.NOWHERE; place = targets.next(place, down)) {
            Optional<Verdict> verdict = walk.verdict(place, back);
            if (verdict.isPresent()) {
                Source source = walk.source(place, back);
                marks[place] = Mark.of(verdict.get(), source);
                if (verdict.get() instanceof Verdict.Veto veto) {
                    remarks.add(new Trace.Remark(place, back, veto.reason()));
                }
            } else {
                Optional<Skip> skip = walk.skip(place, back);
                if (skip.isPresent()) {
                    marks[place] = Mark.of(skip.get());
                }
            }
        }
        return new String(marks);
    }
}
