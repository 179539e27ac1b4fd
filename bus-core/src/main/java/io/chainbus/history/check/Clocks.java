package io.chainbus.history.check;

import io.chainbus.history.PlacedLine;
import io.chainbus.history.Stamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each node's clock grows and its time never goes back: otherwise lines are not where they were written. */
final class Clocks {

    private final Map<String, PlacedLine> latest = new HashMap<>();
    private @Nullable String first;
    private long more;

    void accept(PlacedLine line) {
        PlacedLine before = latest.put(line.line().stamp().node(), line);
        if (before == null) {
            return;
        }
        Stamp earlier = before.line().stamp();
        Stamp stamp = line.line().stamp();
        if (stamp.clock() > earlier.clock() && stamp.at() >= earlier.at()) {
            return;
        }
        if (first == null) {
            first = "the clock of node " + stamp.node() + " goes back between " + before.place() + " and "
                    + line.place() + ": lines are not where they were written";
        } else {
            more++;
        }
    }

    void report(Findings findings) {
        if (first != null) {
            findings.note(first + (more == 0 ? "" : ", and so elsewhere: " + more));
        }
    }
}
