package io.chainbus.history.check;

import io.chainbus.history.HistorySource;
import io.chainbus.history.PlacedLine;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Verifies promises P1 to P8 on a recorded history.
 *
 * <p>The order of the lines is believed: who reads several nodes' histories merges them first ({@link
 * io.chainbus.history.HistoryMerge}). Chains are checked one beside the other, each for itself.
 *
 * <ul>
 *   <li><b>P1</b> each walk's visits come in the order of the membership whose version it started with, worked out
 *       from the registrations; it goes its phase's way and delivers its phase.
 *   <li><b>P2</b> within a walk, handlers on one node do not overlap by their own times, save those past a deadline.
 *   <li><b>P3</b> a release visits exactly the key's holders that are still registered, and observers; nobody if the
 *       key is not up; everybody under {@code membership = current}. Who comes back under the same id is somebody else.
 *       No key comes up again in a phase that it is up in.
 *   <li><b>P4</b> after a veto nobody is visited forwards, exactly those who accepted are undone, in reverse, save
 *       those passed as gone; without a veto nobody is; the end says who vetoed.
 *   <li><b>P5</b> walks are numbered in the order of acceptance; those of a key start in it and do not overlap;
 *       everything that a walk does lies between its start and its end.
 *   <li><b>P6</b> the membership grows by one change at a time, and a walk's is not older than the registrations before
 *       it was accepted; who joins with replay has been told all that is up, and vetoed none of it.
 *   <li><b>P7</b> no handler begins after its subscriber has left, or after another walk has passed it as leaving; who
 *       leaves with teardown lets go of what it holds, the newest key first.
 *   <li><b>P8</b> nobody is visited twice by a walk; nobody on its route is left out up to where it ends, save those
 *       passed as gone, who do leave; nobody else is visited.
 * </ul>
 *
 * <p>A violation is reported under the promise that it breaks most particularly, and once where that can be told.
 * A walk that had not ended when the history did breaks nothing: what is missing may be in what was not written. Not
 * verified: that every publish ends (P9), that a teardown is complete, and times between nodes. A second line of settings
 * from the node of the first begins a new life of the chain: nothing of before is known in it.
 *
 * <p>Works line by line, in memory that grows with the walks that are open, the keys that are up and their holders, and
 * the membership; not with the history. Not thread-safe.
 */
public final class HistoryChecker {

    /** So many violations, and so many notes, are kept in full; the rest are counted. */
    public static final int SHOWN = 1000;

    private final Map<String, ChainChecker> chains = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final Tally tally = new Tally();
    private final Clocks clocks = new Clocks();

    /** Checks all of {@code history}, which is left for the caller to close. */
    public static CheckReport check(HistorySource history) {
        HistoryChecker checker = new HistoryChecker();
        while (history.hasNext()) {
            checker.accept(history.next());
        }
        return checker.finish();
    }

    /**
     * Takes the next line.
     *
     * @throws io.chainbus.history.HistoryFormatException when the line makes no sense without one that is not there: a
     *     chain's settings, or the phase that it names
     */
    public void accept(PlacedLine line) {
        tally.lines++;
        clocks.accept(line);
        String chain = line.line().stamp().chain();
        ChainChecker checker = chains.get(chain);
        if (checker != null && checker.beginsAnew(line.line())) {
            checker.finish();
            checker = null;
        }
        if (checker == null) {
            checker = new ChainChecker(chain, findings, tally);
            chains.put(chain, checker);
        }
        checker.accept(
                line.line().entry(),
                new Mark(tally.lines, line.place(), line.line().stamp()));
    }

    /** Says that there are no more lines, and answers what was found. To be called once. */
    public CheckReport finish() {
        chains.values().forEach(ChainChecker::finish);
        clocks.report(findings);
        return findings.report(tally.figures(chains.size()));
    }
}
