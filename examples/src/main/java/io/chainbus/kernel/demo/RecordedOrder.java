package io.chainbus.kernel.demo;

import io.chainbus.event.ModulePhase;
import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.livepatch.LivepatchSubscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads out of a history in which order ftrace and livepatch were visited, who vetoed and who undid. It knows nothing of
 * how the bus decides on an order: it looks at who came before whom. For one thread.
 */
final class RecordedOrder {

    /** How many walks visited both of them, and how many of those in the right order. */
    static final class Count {
        private long right;
        private long all;

        private void add(List<String> visited, String first, String second) {
            int one = visited.indexOf(first);
            int other = visited.indexOf(second);
            if (one >= 0 && other >= 0) {
                all++;
                right += one < other ? 1 : 0;
            }
        }

        long right() {
            return right;
        }

        long all() {
            return all;
        }

        boolean holds() {
            return right == all;
        }
    }

    /** A walk that is under way. */
    private static final class Open {
        private final String key;
        private final String phase;
        private final List<String> visited = new ArrayList<>();
        private final List<String> undone = new ArrayList<>();

        Open(Entry.Published published) {
            key = published.key();
            phase = published.phase();
        }
    }

    private final String example;
    private final Map<Long, Open> open = new HashMap<>();
    private final Count up = new Count();
    private final Count down = new Count();
    private final Count undo = new Count();
    private final Map<String, Integer> vetoes = new TreeMap<>();
    private List<String> exampleUp = List.of();
    private List<String> exampleDown = List.of();
    private List<String> exampleUndo = List.of();
    private String exampleVetoed = "";
    private String exampleVetoer = "";
    private long failed;

    /**
     * A reader that has read nothing.
     *
     * @param example a key whose walks are remembered, to be shown
     */
    RecordedOrder(String example) {
        this.example = example;
    }

    void accept(Entry entry) {
        if (entry instanceof Entry.Published published) {
            open.put(published.walk(), new Open(published));
        } else if (entry instanceof Entry.Visited visited) {
            Open walk = walkOf(visited.turn());
            walk.visited.add(visited.turn().subscriber());
        } else if (entry instanceof Entry.Undone undone) {
            Open walk = walkOf(undone.turn());
            walk.undone.add(undone.turn().subscriber());
        } else if (entry instanceof Entry.TurnRefused refused) {
            open.remove(refused.walk());
        } else if (entry instanceof Entry.Ended ended) {
            Open walk = open.remove(ended.walk());
            if (walk != null) {
                end(walk, ended);
            }
        }
    }

    private Open walkOf(Turn turn) {
        if (turn.verdict() == Recorded.Verdict.FAILED) {
            failed++;
        }
        Open walk = open.get(turn.walk());
        if (walk == null) {
            throw new IllegalStateException(
                    "a visit of walk " + turn.walk() + ", which was not published or has ended");
        }
        return walk;
    }

    private void end(Open walk, Entry.Ended ended) {
        if (walk.phase.equals(ModulePhase.COMING.name())) {
            up.add(walk.visited, FtraceSubscriber.ID, LivepatchSubscriber.ID);
            undo.add(walk.undone, LivepatchSubscriber.ID, FtraceSubscriber.ID);
            if (walk.key.equals(example) && exampleUp.isEmpty()) {
                exampleUp = walk.visited;
            }
        } else if (walk.phase.equals(ModulePhase.GOING.name())) {
            down.add(walk.visited, LivepatchSubscriber.ID, FtraceSubscriber.ID);
            if (walk.key.equals(example)) {
                exampleDown = walk.visited;
            }
        }
        if (ended.outcome() == Recorded.Outcome.VETOED) {
            vetoes.merge(ended.by(), 1, Integer::sum);
            if (walk.undone.size() > exampleUndo.size()) {
                exampleUndo = walk.undone;
                exampleVetoed = walk.key;
                exampleVetoer = ended.by();
            }
        }
    }

    /** Walks of COMING: ftrace before livepatch. */
    Count up() {
        return up;
    }

    /** Walks of GOING: livepatch before ftrace. */
    Count down() {
        return down;
    }

    /** Undos of COMING: livepatch before ftrace. */
    Count undo() {
        return undo;
    }

    /** How many walks each subscriber vetoed. */
    Map<String, Integer> vetoes() {
        return vetoes;
    }

    /** Visits that failed where nothing can be vetoed. */
    long failed() {
        return failed;
    }

    List<String> exampleUp() {
        return exampleUp;
    }

    List<String> exampleDown() {
        return exampleDown;
    }

    /** The longest undo, and what it was the undo of. */
    List<String> exampleUndo() {
        return exampleUndo;
    }

    String exampleVetoed() {
        return exampleVetoed;
    }

    String exampleVetoer() {
        return exampleVetoer;
    }
}
