package io.chainbus.cluster.trace;

import java.util.List;

/**
 * What came of a walk's visits, a character for each place, first to last on the way down: see {@link Mark}. A text, since
 * most walks of a train have the same one, which is then sent and stored once.
 *
 * @param out of the walk itself
 * @param back of its undo; empty where it was not undone
 * @param remarks reasons of vetoes and failures
 */
public record Trace(String out, String back, List<Remark> remarks) {

    /**
     * Why somebody vetoed or failed.
     *
     * @param back whether in the undo
     */
    public record Remark(int place, boolean back, String text) {}

    public Trace {
        remarks = List.copyOf(remarks);
    }

    /** The reason of the veto or failure at that place, or an empty text. */
    public String reason(int place, boolean back) {
        for (Remark remark : remarks) {
            if (remark.place() == place && remark.back() == back) {
                return remark.text();
            }
        }
        return "";
    }
}
