package io.chainbus.coordinator;

import io.chainbus.walk.Cause;
import io.chainbus.walk.Ended;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;

/** What a coordinator has counted since it started. The coordinator's, and single-threaded. */
final class Tally {

    private long accepted;
    private long completed;
    private long stopped;
    private long vetoed;
    private long refusedAtTurn;
    private long joins;
    private long leaves;
    private long deaths;
    private long absences;
    private long returns;

    void accepted() {
        accepted++;
    }

    void refusedAtTurn() {
        refusedAtTurn++;
    }

    /** Walks of one train have ended. */
    void ended(Ended<?> ended) {
        if (ended.completed()) {
            // Those of one train were all published for the same.
            if (ended.walks().get(0).publication().cause() == Cause.FORWARD) {
                completed += ended.size();
            }
            return;
        }
        ended.walks().forEach(this::ended);
    }

    /** A walk has ended. Those that visit one subscriber alone answer no publish, and are not counted. */
    void ended(Walk<?> walk) {
        if (walk.publication().cause() != Cause.FORWARD) {
            return;
        }
        Outcome outcome = walk.ending();
        if (outcome instanceof Outcome.Completed) {
            completed++;
        } else if (outcome instanceof Outcome.Stopped) {
            stopped++;
        } else if (outcome instanceof Outcome.Vetoed) {
            vetoed++;
        }
    }

    void joined() {
        joins++;
    }

    void gone(Skip cause) {
        switch (cause) {
            case LEFT -> leaves++;
            case DIED -> deaths++;
        }
    }

    void away() {
        absences++;
    }

    void back() {
        returns++;
    }

    /**
     * All counts as they are now.
     *
     * @param refusedAtOnce how many publishes got no turn
     * @param waiting how many of those accepted have not left yet
     */
    Counters counters(long refusedAtOnce, int open, int waiting) {
        return new Counters(
                accepted,
                completed,
                stopped,
                vetoed,
                refusedAtTurn,
                refusedAtOnce,
                open - waiting,
                waiting,
                joins,
                leaves,
                deaths,
                absences,
                returns);
    }
}
